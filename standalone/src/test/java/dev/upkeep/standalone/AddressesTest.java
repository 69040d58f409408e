package dev.upkeep.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static final Addresses ADDRESSES =
            new Addresses("127.0.0.1:1", "127.0.0.1:2", "redis://127.0.0.1:3", "hidden");

    @Test
    void whatIsPrintedIsReadBack() {
        assertThat(Addresses.parse(ADDRESSES.lines())).isEqualTo(ADDRESSES);
    }

    @Test
    void aMissingAddressIsNamed() {
        assertThatThrownBy(() -> Addresses.parse(List.of("kafka=127.0.0.1:1"))).hasMessageContaining("postgres");
    }

    @Test
    void aServiceThatStoresIsToldItsOwnRole() {
        assertThat(ADDRESSES.configurationOf("scoring"))
                .containsEntry("kafka.bootstrap.servers", "127.0.0.1:1")
                .containsEntry("quarkus.datasource.username", "scoring")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:2/upkeep")
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:2/upkeep");
    }

    @Test
    void aServiceWithoutDatabaseIsToldNoSecret() {
        assertThat(ADDRESSES.configurationOf("analyzer"))
                .containsOnlyKeys("kafka.bootstrap.servers", "quarkus.redis.hosts");
    }
}
