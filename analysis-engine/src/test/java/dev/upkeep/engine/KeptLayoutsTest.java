package dev.upkeep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.detect.SymbolicLinks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was made of paths is there again for a tree with the same paths and links, while there is room. */
class KeptLayoutsTest {

    private static final SymbolicLinks NO_LINKS = new SymbolicLinks(Map.of(), Set.of(), Set.of());

    private final KeptLayouts layouts = new KeptLayouts();

    @Test
    void findsWhatWasMadeOfATreeOfThisShape() {
        layouts.of(List.of("a.ts", "b.ts"), NO_LINKS).put("index", "made");

        assertThat(layouts.of(List.of("a.ts", "b.ts"), NO_LINKS)).containsEntry("index", "made");
        assertThat(layouts.of(List.of("a.ts", "c.ts"), NO_LINKS)).isEmpty();
        assertThat(layouts.of(List.of("a.ts", "b.ts"), new SymbolicLinks(Map.of("b.ts", "a.ts"), Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    void dropsTheTreeThatWasNotSeenForTheLongestWhereThereIsNoRoom() {
        layouts.of(paths("first"), NO_LINKS).put("index", "first");
        layouts.of(paths("second"), NO_LINKS).put("index", "second");
        layouts.of(paths("first"), NO_LINKS);
        layouts.of(paths("third"), NO_LINKS).put("index", "third");

        assertThat(layouts.of(paths("first"), NO_LINKS)).containsEntry("index", "first");
        assertThat(layouts.of(paths("third"), NO_LINKS)).containsEntry("index", "third");
        assertThat(layouts.of(paths("second"), NO_LINKS)).isEmpty();
    }

    @Test
    void keepsNothingOfATreeThatIsTooLarge() {
        List<String> large = Collections.nCopies(40_000, "a.ts");
        layouts.of(large, NO_LINKS).put("index", "large");

        assertThat(layouts.of(large, NO_LINKS)).isEmpty();
    }

    private static List<String> paths(String name) {
        return Collections.nCopies(12_000, name);
    }
}
