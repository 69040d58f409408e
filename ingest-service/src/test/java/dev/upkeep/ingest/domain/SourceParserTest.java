package dev.upkeep.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.RepositoryRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/octo/parcel",
                "https://github.com/octo/parcel.git",
                "https://github.com/octo/parcel/",
                "https://github.com/octo//parcel.git/",
                "HTTPS://GitHub.com:443/octo/parcel",
                "http://github.com/octo/parcel",
                "ssh://git@github.com/octo/parcel.git",
                "ssh://git@github.com:22/octo/parcel.git",
                "git@github.com:octo/parcel.git",
                "  https://github.com/octo/parcel  "
            })
    void waysToWriteOneAddressAreOneRepository(String text) {
        assertThat(SourceParser.parse(text))
                .isInstanceOfSatisfying(
                        Source.Address.class,
                        address -> assertThat(address.normalised()).isEqualTo("github.com/octo/parcel"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org:8443/a/b, git.example.org:8443/a/b",
        "http://127.0.0.1:9000/b.git, 127.0.0.1:9000/b",
        "http://[::1]:9000/b.git, [::1]:9000/b",
        "https://github.com/Octo/Parcel, github.com/Octo/Parcel",
        "https://git.example.org/a/deeper/b, git.example.org/a/deeper/b"
    })
    void whatTellsRepositoriesApartIsKept(String text, String normalised) {
        assertThat(SourceParser.parse(text))
                .isInstanceOfSatisfying(
                        Source.Address.class,
                        address -> assertThat(address.normalised()).isEqualTo(normalised));
    }

    @Test
    void theRepositoryOfAnAddressIsClonedFromWhatWasGiven() {
        RepositoryRef repository = ((Source.Address) SourceParser.parse("git@github.com:octo/parcel.git")).repository();
        assertThat(repository)
                .isEqualTo(new RepositoryRef(
                        RepositoryIdentity.atAddress("github.com/octo/parcel"),
                        "octo/parcel",
                        "git@github.com:octo/parcel.git",
                        "git",
                        ""));
    }

    @ParameterizedTest
    @CsvSource({
        "/home/ada/src/parcel, /home/ada/src/parcel, parcel",
        "/home/ada/src/parcel/, /home/ada/src/parcel, parcel",
        "/home/ada/src/../src/./parcel, /home/ada/src/parcel, parcel",
        "file:///home/ada/src/parcel, /home/ada/src/parcel, parcel",
        "file:///home/ada/with%20blank, /home/ada/with blank, with blank",
        "/, /, /"
    })
    void anAbsolutePathIsAFolder(String text, String path, String name) {
        assertThat(SourceParser.parse(text)).isInstanceOfSatisfying(Source.Folder.class, folder -> {
            assertThat(folder.path()).isEqualTo(path);
            assertThat(folder.repository().name()).isEqualTo(name);
            assertThat(folder.repository().forge()).isEqualTo("local");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "., neither an address nor an absolute path",
        "src/parcel, neither an address nor an absolute path",
        "~/parcel, neither an address nor an absolute path",
        "C:\\parcel, is not read",
        "--upload-pack=touch /tmp/x, neither an address nor an absolute path",
        "ext::sh -c touch% /tmp/x, run a program",
        "fd::17, run a program",
        "git://github.com/octo/parcel, scheme git",
        "ftp://example.org/a, scheme ftp",
        "javascript://example.org/a, scheme javascript",
        "https://ada:secret@github.com/octo/parcel, user or password",
        "https://ghp_0123456789@github.com/octo/parcel, user or password",
        "ssh://git:secret@github.com/octo/parcel, user or password",
        "file://ada:secret@host/parcel, user or password",
        "file://host/parcel, no host",
        "https://github.com/octo/parcel?token=secret, no query",
        "https://github.com/octo/parcel#readme, no query and no fragment",
        "https://github.com, no repository",
        "https://github.com/, no repository",
        "https:///octo/parcel, no valid host",
        "ssh://-oProxyCommand=x/octo/parcel, no valid host",
        "https://exa mple.org/a, not valid",
        "https://github.com/%zz, not valid"
    })
    void whatMayNotBeReadIsRefusedWithAReason(String text, String reason) {
        assertThat(SourceParser.parse(text))
                .isInstanceOfSatisfying(
                        Source.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason).doesNotContain("secret", "ghp_"));
    }

    @Test
    void controlCharactersAndEndlessTextAreRefused() {
        assertThat(SourceParser.parse("https://github.com/octo\nparcel/x")).isInstanceOf(Source.Refused.class);
        assertThat(SourceParser.parse("/tmp/\u0000x")).isInstanceOf(Source.Refused.class);
        assertThat(SourceParser.parse("https://github.com/" + "a".repeat(3000))).isInstanceOf(Source.Refused.class);
    }

    @Test
    void aFolderAndAHostAreNeverTheSameRepository() {
        assertThat(RepositoryIdentity.atAddress("file:/a/b")).isNotEqualTo(RepositoryIdentity.atAddress("a/b"));
        assertThat(RepositoryIdentity.onForge("github.com", 1))
                .isNotEqualTo(RepositoryIdentity.onForge("ghe.local", 1));
    }
}
