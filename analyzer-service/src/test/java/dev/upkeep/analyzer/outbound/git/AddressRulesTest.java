package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import dev.upkeep.events.AnalysisRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "::1",
                "fd00::1",
                "fe80::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void addressesThatAreNotPublicAreRefused(String ip) {
        assertThat(new AddressRules(false).check(https(ip)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.ADDRESS_NOT_ALLOWED));
        assertThat(new AddressRules(true).check(https(ip))).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void publicAddressesAreAllowedAndRemembered(String ip) {
        assertThat(new AddressRules(false).check(https(ip)))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(((Allowed) done.value()).ips()).hasSize(1));
    }

    @Test
    void plainHttpIsRefusedOnPublicInstallations() {
        assertThat(new AddressRules(false).check(new Remote("http://1.1.1.1/a", "http", "1.1.1.1", 80)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anUnknownHostIsUnreachable() {
        assertThat(new AddressRules(true).check(https("no-such-host.invalid")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.HOST_UNREACHABLE));
    }

    private static Remote https(String host) {
        return new Remote("https://" + host + "/a.git", "https", host, 443);
    }
}
