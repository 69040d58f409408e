package dev.upkeep.report.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.SampleAnalysis;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void whatWasGivenReadsBack() {
        Cursor cursor =
                Cursor.parse(Cursor.at(SampleAnalysis.COMMITTED, new UUID(1, 2)).text(), 2);

        assertThat(cursor.time(0)).isEqualTo(SampleAnalysis.COMMITTED);
        assertThat(cursor.id(1)).isEqualTo(new UUID(1, 2));
    }

    @Test
    void aForeignCursorIsAProblemOfTheRequest() {
        assertThatThrownBy(() -> Cursor.parse("%%%", 2)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.parse(Cursor.at("one").text(), 2)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.parse(Cursor.at("no id").text(), 1).id(0))
                .isInstanceOf(ProblemException.class);
    }
}
