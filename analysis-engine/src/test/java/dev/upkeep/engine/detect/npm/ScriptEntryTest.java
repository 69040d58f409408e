package dev.upkeep.engine.detect.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.AnalysisListener;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.InMemoryTree;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptEntryTest {

    private static final Analyzer ANALYZER = new Analyzer(RuleCatalog.load(), RuleGroups.all(), ResultCache.NONE, 1);
    private static final String MANIFEST = """
            {
              "type": "module",
              "scripts": {
                "build": "vite build"
              },
              "dependencies": {
                "chalk": "^5.0.0"
              }
            }
            """;

    @AfterAll
    static void close() {
        ANALYZER.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "import-prices.mjs | import chalk from 'chalk'; | true",
                "import-prices.js | import path from 'path'; import fs from 'node:fs'; | true",
                "import-prices.js | import { build } from '../src/build.js'; | true",
                "import-prices.cjs | const chalk = require('chalk'); | true",
                "import-prices.js | const chalk = require('chalk'); | false",
                "import-prices.mjs | const chalk = require('chalk'); | false",
                "import-prices.cjs | import chalk from 'chalk'; | false",
                "import-prices.js | import { parse } from 'csv-parse'; | false",
                "import-prices.js | import { stock } from '../src/stock.js'; | false",
            })
    void anEntryIsOfferedForWhatRunsAsItIs(String name, String text, boolean offered) {
        var findings = ANALYZER.analyze(
                        InMemoryTree.of(Map.of(
                                "package.json",
                                MANIFEST,
                                "src/build.js",
                                "export const build = 1;",
                                "scripts/" + name,
                                text)),
                        () -> new History.Unknown("none"),
                        Settings.DEFAULT,
                        LocalDate.of(2026, 1, 1),
                        AnalysisListener.SILENT)
                .findings();
        assertThat(findings)
                .filteredOn(finding -> finding.ruleId().equals("npm/script-unreferenced"))
                .singleElement()
                .matches(finding -> (finding.fix() != null) == offered);
    }
}
