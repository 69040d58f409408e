package dev.upkeep.analyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.domain.SourceAddress.Folder;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {

    @Test
    void anAbsolutePathIsAFolder() {
        assertThat(SourceAddress.parse("/srv/my code")).isEqualTo(Outcome.of(new Folder(Path.of("/srv/my code"))));
        assertThat(SourceAddress.parse("file:///srv/my%20code"))
                .isEqualTo(Outcome.of(new Folder(Path.of("/srv/my code"))));
    }

    @Test
    void theThreeFormsOfRemoteAddressesAreRead() {
        assertThat(SourceAddress.parse("https://example.org/a/b.git"))
                .isEqualTo(Outcome.of(new Remote("https://example.org/a/b.git", "https", "example.org", 443)));
        assertThat(SourceAddress.parse("ssh://git@example.org:2222/a/b"))
                .isEqualTo(Outcome.of(new Remote("ssh://git@example.org:2222/a/b", "ssh", "example.org", 2222)));
        assertThat(SourceAddress.parse("git@example.org:a/b.git"))
                .isEqualTo(Outcome.of(new Remote("git@example.org:a/b.git", "ssh", "example.org", 22)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext::sh -c id", "", "relative/path", "-oProxyCommand=id", "https:///no-host", "a b", "C:\\x"})
    void whatIsNoAddressIsNotFound(String text) {
        assertThat(reason(text)).isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"git://example.org/a", "ftp://example.org/a", "https://me:secret@example.org/a"})
    void otherProtocolsAndPasswordsAreNotAllowed(String text) {
        assertThat(reason(text)).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
    }

    @Test
    void aPasswordIsNotRepeated() {
        assertThat(SourceAddress.parse("https://me:secret@example.org/a").toString())
                .doesNotContain("secret");
    }

    private static Reason reason(String text) {
        return SourceAddress.parse(text) instanceof Outcome.Refused<SourceAddress>(Refusal refusal)
                ? refusal.reason()
                : Reason.INTERNAL_ERROR;
    }
}
