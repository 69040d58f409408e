package dev.upkeep.engine.detect.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.detect.npm.LockGraph.Reach;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Yaml;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockGraphTest {

    @Test
    void aProjectReachesWhatItsDependenciesLeadToAlsoThroughOtherProjects() {
        Reach reach = npm("""
                { "packages": {
                  "": { "dependencies": { "kit": "*" }, "devDependencies": { "tool": "1" } },
                  "kit": { "dependencies": { "date": "^2.0.0", "clock": "^1.0.0" } },
                  "node_modules/kit": { "resolved": "kit", "link": true },
                  "node_modules/clock": { "version": "1.0.0", "dependencies": { "date": "^10.0.0" } },
                  "node_modules/clock/node_modules/date": { "version": "10.1.0" },
                  "node_modules/date": { "version": "2.30.0" },
                  "node_modules/tool": { "version": "1.0.0", "dependencies": { "date": "^3.0.0" } },
                  "node_modules/tool/node_modules/date": { "version": "3.6.0" }
                } }
                """).from("");
        assertThat(reach.projects()).containsExactly(LockGraph.project(""), LockGraph.project("kit"));
        assertThat(versions(reach, "date")).containsExactly("2.30.0", "10.1.0");
        assertThat(versions(reach, "tool")).isEmpty();
    }

    @Test
    void everyFormatTellsTheSame() {
        for (LockGraph graph : List.of(
                npm("""
                        { "packages": {
                          "": { "dependencies": { "@a/log": "^1.0.0", "chalk": "^4.0.0" } },
                          "node_modules/@a/log": { "version": "1.2.0", "dependencies": { "chalk": "^5.0.0" } },
                          "node_modules/@a/log/node_modules/chalk": { "version": "5.3.0" },
                          "node_modules/chalk": { "version": "4.1.2" }
                        } }
                        """),
                BunGraph.read(Json.parse("""
                                { "workspaces": { "": { "dependencies": { "@a/log": "^1.0.0", "chalk": "^4.0.0" } } },
                                  "packages": {
                                  "@a/log": ["@a/log@1.2.0", "", { "dependencies": { "chalk": "^5.0.0" } }, "sha512-x"],
                                  "@a/log/chalk": ["chalk@5.3.0", "", {}, "sha512-x"],
                                  "chalk": ["chalk@4.1.2", "", {}, "sha512-x"]
                                } }
                                """).root().orElseThrow()),
                pnpm("""
                        importers:
                          .: { dependencies: { '@a/log': { version: 1.2.0 }, chalk: { version: 4.1.2 } } }
                        packages: { '@a/log@1.2.0': {}, chalk@4.1.2: {}, chalk@5.3.0: {} }
                        snapshots:
                          '@a/log@1.2.0': { dependencies: { chalk: 5.3.0 } }
                          chalk@4.1.2: {}
                          chalk@5.3.0: {}
                        """),
                pnpm("""
                        dependencies: { '@a/log': { version: 1.2.0 }, chalk: { version: 4.1.2 } }
                        packages:
                          /@a/log@1.2.0: { dependencies: { chalk: 5.3.0 } }
                          /chalk@4.1.2: {}
                          /chalk@5.3.0: {}
                        """),
                pnpm("""
                        dependencies: { '@a/log': 1.2.0, chalk: 4.1.2 }
                        packages:
                          /@a/log/1.2.0: { dependencies: { chalk: 5.3.0 } }
                          /chalk/4.1.2: {}
                          /chalk/5.3.0: {}
                        """),
                yarn("""
                        "@a/log@^1.0.0":
                          version "1.2.0"
                          dependencies:
                            chalk "^5.0.0"

                        chalk@^4.0.0, chalk@^4.1.0:
                          version "4.1.2"

                        chalk@^5.0.0:
                          version "5.3.0"
                        """),
                yarn("""
                        "@a/log@npm:^1.0.0":
                          version: 1.2.0
                          dependencies:
                            chalk: "npm:^5.0.0"

                        "chalk@npm:^4.0.0, chalk@npm:^4.1.0":
                          version: 4.1.2

                        "chalk@npm:^5.0.0":
                          version: 5.3.0

                        "shop@workspace:.":
                          version: 0.0.0-use.local
                        """))) {
            assertThat(versions(graph.from(""), "chalk")).containsExactly("4.1.2", "5.3.0");
            assertThat(graph.version(LockGraph.project(""), "chalk").map(PackageVersion::toString))
                    .contains("4.1.2");
        }
    }

    @Test
    void aPackageKeepsAnOldVersionAsItsDependencyOrAsItsPeer() {
        Reach reach = npm("""
                { "packages": {
                  "": { "dependencies": { "a": "1", "b": "1", "c": "1", "d": "1" } },
                  "node_modules/a": { "version": "1.0.0", "dependencies": { "x": "^1.0.0" } },
                  "node_modules/b": { "version": "1.0.0", "peerDependencies": { "y": "^1.0.0 || ^2.0.0" } },
                  "node_modules/c": { "version": "1.0.0", "peerDependencies": { "z": "^1.0.0" } },
                  "node_modules/d": { "version": "1.0.0", "dependencies": { "w": ">=1" } },
                  "node_modules/w": { "version": "1.0.0" },
                  "node_modules/x": { "version": "1.0.0" }
                } }
                """).from("");
        assertThat(List.of("w", "x", "y", "z"))
                .filteredOn(name -> reach.keeps(name, 1, 2))
                .containsExactly("x", "z");
    }

    @Test
    void aProjectThatTheLockFileDoesNotKnowReachesNothing() {
        assertThat(LockGraph.UNKNOWN.from("app").projects()).isEmpty();
    }

    @Test
    void versionsAreOrderedAsNumbersAndBeforeThemWhatIsNotOutYet() {
        assertThat(new TreeSet<>(List.of("10.0.1", "9.5.0", "10.0.1-rc.1", "2.20.3").stream()
                        .map(text -> PackageVersion.parse(text).orElseThrow())
                        .toList()))
                .map(PackageVersion::toString)
                .containsExactly("2.20.3", "9.5.0", "10.0.1-rc.1", "10.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "^1.2.0, 1, true", "^1.2.0, 2, false", "1.x || 2.x, 2, true", ">=1, 7, true", ">= 1.2 < 3, 2, true",
        ">=1 <3.0.0, 3, false", ">=1 <=3, 3, true", "1.2 - 3.4, 3, true", "1.2 - 3.4, 4, false", "*, 9, true",
        "npm:other@^4.0.0, 4, true", "workspace:*, 1, false", "latest, 3, true", "~0.3.1, 1, false"
    })
    void aRangeLetsMajorVersionsIn(String range, int major, boolean expected) {
        assertThat(new VersionRange(range).admits(major)).isEqualTo(expected);
    }

    private static List<String> versions(Reach reach, String name) {
        return reach.versions().getOrDefault(name, new TreeSet<>()).stream()
                .map(PackageVersion::toString)
                .toList();
    }

    private static LockGraph npm(String text) {
        return NpmGraph.read(Json.parse(text).root().orElseThrow());
    }

    private static LockGraph pnpm(String text) {
        return PnpmGraph.read(Yaml.parse(text).root().orElseThrow());
    }

    private static LockGraph yarn(String text) {
        NpmPackage shop = NpmWorkspace.parse("package.json", """
                        { "name": "shop", "dependencies": { "@a/log": "^1.0.0", "chalk": "^4.0.0" } }
                        """).orElseThrow();
        return YarnGraph.of("yarn.lock", YarnGraph.blocks(text), List.of(shop));
    }
}
