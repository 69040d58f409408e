package dev.upkeep.analyzer.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.application.AttemptLedger.Attempts;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAttemptLedgerTest {

    private static final UUID ID = UUID.fromString("00000000-0000-5000-8000-000000000001");

    @TempDir
    Path folder;

    @Test
    void startsAreCountedOverTheDeathOfTheProcess() {
        assertThat(new FileAttemptLedger(folder).begin(ID)).isEqualTo(new Attempts(1, ""));
        new FileAttemptLedger(folder).failed(ID, "the disk\nis full");

        assertThat(new FileAttemptLedger(folder).begin(ID)).isEqualTo(new Attempts(2, "the disk\nis full"));
        assertThat(new FileAttemptLedger(folder).begin(ID)).isEqualTo(new Attempts(3, ""));
    }

    @Test
    void whatReachedItsEndStartsAnew() {
        FileAttemptLedger ledger = new FileAttemptLedger(folder);
        ledger.begin(ID);
        ledger.end(ID);

        assertThat(ledger.begin(ID).number()).isEqualTo(1);
    }
}
