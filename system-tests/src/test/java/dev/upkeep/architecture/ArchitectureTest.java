package dev.upkeep.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. Nothing is frozen: each rule holds for the whole house, from the first day. */
class ArchitectureTest {

    private static final String[] SERVICES = {"ingest", "analyzer", "scoring", "report"};

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.upkeep");

    @Test
    void theWholeHouseWasLookedAt() {
        Stream.of("events", "engine", "platform", "standalone", "ingest", "analyzer", "scoring", "report")
                .forEach(room -> assertThat(HOUSE.stream()
                                .anyMatch(type -> type.getPackageName().startsWith("dev.upkeep." + room)))
                        .as("classes of %s", room)
                        .isTrue());
        assertThat(HOUSE.size()).isGreaterThan(40);
    }

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        return Stream.concat(sharedRooms(), services())
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
    }

    private static Stream<ArchRule> sharedRooms() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage("dev.upkeep.events..")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages(
                                "java..", "com.fasterxml.jackson..", "org.jspecify..", "dev.upkeep.events..")
                        .because("a contract outlives frameworks"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.upkeep.events..")
                        .and()
                        .doNotHaveSimpleName("EventCodec")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.fasterxml.jackson.databind..")
                        .because("only the codec knows how a record becomes bytes"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.upkeep.engine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta..",
                                "io.quarkus..",
                                "io.smallrye..",
                                "org.apache.kafka..",
                                "java.net.http..",
                                "dev.upkeep.events..",
                                "dev.upkeep.platform..")
                        .because("the engine is a library: no network, no framework, no wire format"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.upkeep.engine..")
                        .and()
                        .resideOutsideOfPackage("dev.upkeep.engine.syntax..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.treesitter..", "java.lang.foreign..")
                        .because("native code has one door"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.upkeep.platform..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.upkeep.events..")
                                .and(noneOf(
                                        "Event",
                                        "EventType",
                                        "Topic",
                                        "EventCodec",
                                        "EventIds",
                                        "MalformedEventException")))
                        .because("platform carries events without knowing what they say"),
                slices().matching("dev.upkeep.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("rooms stand on each other, never in a circle"),
                slices().matching("dev.upkeep.(**)")
                        .should()
                        .beFreeOfCycles()
                        .because("packages stand on each other, never in a circle"),
                classes()
                        .that()
                        .haveSimpleName("package-info")
                        .should()
                        .beAnnotatedWith(NullMarked.class)
                        .because("null is a value only where it is written"),
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Dto)")
                        .because("such a name says nothing"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging..")
                        .because("there is one logging: JBoss Logging in the services, none in the libraries"));
    }

    private static Stream<ArchRule> services() {
        return Stream.of(SERVICES)
                .flatMap(service -> Stream.of(
                        noClasses()
                                .that()
                                .resideInAPackage("dev.upkeep." + service + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(otherServices(service))
                                .because("services speak through events only"),
                        noClasses()
                                .that()
                                .resideInAPackage("dev.upkeep." + service + ".domain..")
                                .should()
                                .dependOnClassesThat()
                                .resideOutsideOfPackages(
                                        "java..",
                                        "org.jspecify..",
                                        "dev.upkeep.events..",
                                        "dev.upkeep." + service + ".domain..")
                                .allowEmptyShould(true)
                                .because("the domain is pure and synchronous"),
                        noClasses()
                                .that()
                                .resideInAPackage("dev.upkeep." + service + ".application..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "dev.upkeep." + service + ".inbound..",
                                        "dev.upkeep." + service + ".outbound..",
                                        "jakarta.ws.rs..",
                                        "org.hibernate..",
                                        "org.apache.kafka..")
                                .allowEmptyShould(true)
                                .because("use cases survive a change of transport or store"),
                        noClasses()
                                .that()
                                .resideInAPackage("dev.upkeep." + service + ".inbound..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.upkeep." + service + ".outbound..")
                                .allowEmptyShould(true)
                                .because("there is no short cut from a consumer to a table"),
                        noClasses()
                                .that()
                                .resideInAPackage("dev.upkeep." + service + ".outbound..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.upkeep." + service + ".inbound..")
                                .allowEmptyShould(true)
                                .because("there is no short cut from a table to a consumer")));
    }

    private static DescribedPredicate<JavaClass> noneOf(String... names) {
        List<String> allowed = List.of(names);
        return describe(
                "are none of " + allowed,
                type -> !allowed.contains(outermost(type).getSimpleName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static String[] otherServices(String service) {
        return Stream.of(SERVICES)
                .filter(other -> !other.equals(service))
                .map(other -> "dev.upkeep." + other + "..")
                .toArray(String[]::new);
    }
}
