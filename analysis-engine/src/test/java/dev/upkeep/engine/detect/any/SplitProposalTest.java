package dev.upkeep.engine.detect.any;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.facts.FileFacts.Item;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitProposalTest {

    @Test
    void anImplementationForATypeOverManyLinesIsNamedByItsBeginning() {
        String type =
                "(\n        Yes,\n        InsertStatement<\n            T,\n            OnConflictValues<V>,\n        >,\n    )";

        List<SplitProposal.Group> groups = SplitProposal.of(
                "insert",
                List.of(
                        new Item(Item.IMPLEMENTATION, type, 1, 100, false, Set.of()),
                        new Item(Item.IMPLEMENTATION, "Vec<T>", 101, 180, false, Set.of()),
                        new Item("struct", "Batch", 181, 250, true, Set.of())));

        assertThat(groups)
                .extracting(SplitProposal.Group::named)
                .containsExactly(
                        "the impl for (Yes, InsertStatement<T, OnConflictValue… (100 lines)",
                        "the impl for Vec<T> (80 lines)",
                        "Batch (70 lines)");
    }
}
