package dev.upkeep.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    private static final byte[] NOTHING = new byte[0];

    @ParameterizedTest
    @CsvSource({
        "src/main.rs, RUST",
        "a/b.ts, TYPESCRIPT",
        "a/b.d.mts, TYPESCRIPT",
        "a/b.cts, TYPESCRIPT",
        "a/b.tsx, TSX",
        "a/b.jsx, JAVASCRIPT",
        "a/b.mjs, JAVASCRIPT",
        "a/b.cjs, JAVASCRIPT",
        "a.pyi, PYTHON",
        "tsconfig.json, JSON",
        ".devcontainer/devcontainer.jsonc, JSON",
        ".github/workflows/ci.yml, YAML",
        "Cargo.lock, TOML",
        "Cargo.toml, TOML",
        "package-lock.json, JSON",
        "Dockerfile, DOCKERFILE",
        "docker/Dockerfile.dev, DOCKERFILE",
        "web.dockerfile, DOCKERFILE",
        "Containerfile, DOCKERFILE",
        ".bashrc, SHELL",
        "run.sh, SHELL",
        "migrations/V1__a.sql, SQL",
        "pom.xml, XML",
        "logo.svg, XML",
        "README, MARKDOWN",
        "docs/a.MD, MARKDOWN",
        "data.csv, CSV",
        "logo.png, BINARY",
        "LICENSE, TEXT",
        "a.rs/notes, TEXT",
        ".gitignore, TEXT",
    })
    void theNameTellsTheLanguage(String path, Language language) {
        assertThat(Languages.of(path, NOTHING)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "#!/bin/sh, SHELL",
        "#! /usr/bin/env bash, SHELL",
        "#!/usr/bin/env -S node --test, JAVASCRIPT",
        "#!/usr/bin/env A=b python3.12 -u, PYTHON",
        "#!/usr/local/bin/python3, PYTHON",
        "#!/usr/bin/env -S deno run, TYPESCRIPT",
        "#!/usr/bin/perl, TEXT",
        "no program, TEXT",
    })
    void theFirstLineTellsTheLanguageOfAProgramWithoutExtension(String line, Language language) {
        assertThat(Languages.of("bin/tool", bytes(line + "\nmore\n"))).isEqualTo(language);
    }

    @Test
    void theNameGoesBeforeTheFirstLine() {
        assertThat(Languages.of("tool.py", bytes("#!/bin/sh\n"))).isEqualTo(Language.PYTHON);
    }

    @Test
    void aShellMayHandAScriptOverToAnotherLanguage() {
        String tcl = "#!/bin/sh\n# restart with tclsh \\\nexec tclsh8.6 \"$0\" ${1+\"$@\"}\nputs 1\n";
        assertThat(Languages.of("bin/join", bytes(tcl))).isEqualTo(Language.TEXT);
        assertThat(Languages.of("bin/join.tcl", bytes("#!/bin/sh\n"))).isEqualTo(Language.TEXT);
        assertThat(Languages.of("bin/tool", bytes("#!/bin/sh\n''''exec python3 -- \"$0\" \"$@\" #'''\n")))
                .isEqualTo(Language.PYTHON);
        assertThat(Languages.of("bin/tool", bytes("#!/bin/sh\nexec sudo \"$0\" \"$@\"\n")))
                .isEqualTo(Language.SHELL);
        assertThat(Languages.of("bin/tool", bytes("#!/bin/sh\nexec node \"$(dirname \"$0\")/cli.js\" \"$@\"\n")))
                .isEqualTo(Language.SHELL);
    }

    @Test
    void bytesThatAreNoTextAreBinaryWhateverTheName() {
        assertThat(Languages.of("stream.ts", new byte[] {0x47, 0x40, 0, 0x11})).isEqualTo(Language.BINARY);
        assertThat(Languages.of("a.txt", "größer".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(Language.BINARY);
        assertThat(Languages.of("a.txt", new byte[] {(byte) 0x89, (byte) 0xFE, (byte) 0xC0, 'a'}))
                .isEqualTo(Language.BINARY);
    }

    @Test
    void oldWesternTextIsText() {
        byte[] latin = "Das Maß für Größe und Übermut".getBytes(Charset.forName("ISO-8859-1"));

        assertThat(Languages.of("a.py", latin)).isEqualTo(Language.PYTHON);
    }

    @Test
    void aCharacterCutOffAtTheEndIsNoReasonToDoubt() {
        byte[] cut = bytes("日");

        assertThat(Languages.of("a.rs", new byte[] {cut[0], cut[1]})).isEqualTo(Language.RUST);
    }

    @Test
    void translationsOfQtAreNoTypeScript() {
        assertThat(Languages.of("app_de.ts", bytes("<?xml version=\"1.0\"?>\n<!DOCTYPE TS>\n")))
                .isEqualTo(Language.XML);
        assertThat(Languages.of("a.ts", bytes("<T>x;"))).isEqualTo(Language.TYPESCRIPT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
