package dev.upkeep.standalone.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAccountTest {

    @TempDir
    private Path data;

    @Test
    void anOrdinaryUserRunsItAsHimself() {
        assertThat(PostgresAccount.CALLER.running(List.of("postgres", "-D", "a folder")))
                .containsExactly("postgres", "-D", "a folder");
    }

    @Test
    void rootGivesHisRightsAway() {
        assertThat(PostgresAccount.NAMESPACE.running(List.of("postgres")))
                .containsExactly("unshare", "--user", "postgres");
        assertThat(PostgresAccount.NOBODY.running(List.of("postgres")))
                .startsWith("setpriv", "--reuid=nobody")
                .endsWith("postgres");
    }

    @Test
    void itsDataIsWithEverythingElseWhereItCanBe() throws IOException {
        assertThat(PostgresAccount.CALLER.place(data)).isEqualTo(data);
        assertThat(PostgresAccount.NAMESPACE.place(data)).isEqualTo(data);
    }
}
