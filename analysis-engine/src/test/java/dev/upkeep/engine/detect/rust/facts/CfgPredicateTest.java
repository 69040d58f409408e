package dev.upkeep.engine.detect.rust.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CfgPredicateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(test)",
                "(all(test, unix))",
                "(all(unix, any(test, doctest)))",
                "(feature = \"test-utils\")",
                "(any(test, feature = \"testing\"))",
                "(not(not(test)))"
            })
    void onlyTestsCompileIt(String arguments) {
        assertThat(CfgPredicate.isTestOnly(arguments)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(not(test))",
                "(unix)",
                "(any(test, unix))",
                "(any(test, feature = \"serde\"))",
                "(all(not(test), unix))",
                "(all(test, not(test)))",
                "(feature = \"latest\")",
                "()",
                "(any("
            })
    void otherBuildsMayCompileItToo(String arguments) {
        assertThat(CfgPredicate.isTestOnly(arguments)).isFalse();
    }
}
