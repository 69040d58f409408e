package dev.upkeep.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisStateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"state":"REQUESTED","stage":null} | Waiting for an analyser
                    {"state":"RUNNING","stage":"MIRROR"} | Mirroring the repository
                    {"state":"RUNNING","stage":"PARSE","done":3,"total":9} | Reading files 3/9
                    {"state":"RUNNING","stage":"LATER"} | Analysing
                    {"state":"SCORING","findings":1} | 1 finding; weighing impact against effort
                    {"state":"COMPLETED","findings":7} | 7 findings; scored, report materialised
                    """)
    void eachStageIsToldInPlainWords(String json, String told) throws JsonProcessingException {
        assertThat(AnalysisState.of(new JsonMapper().readTree(json)).describe()).isEqualTo(told);
    }
}
