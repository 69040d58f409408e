package dev.upkeep.engine.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the language of a file: by its name, then by its extension, then by its first line. What does not look like
 * text is {@link Language#BINARY} whatever its name says, for an MPEG stream may be called {@code .ts}.
 */
public final class Languages {

    private static final Map<String, Language> NAMES = table(Map.ofEntries(
            Map.entry(Language.DOCKERFILE, "dockerfile containerfile"),
            Map.entry(
                    Language.SHELL,
                    ".bashrc .bash_profile .bash_aliases .bash_logout .profile .envrc pkgbuild apkbuild"),
            Map.entry(Language.TOML, "cargo.lock poetry.lock uv.lock pdm.lock pipfile gopkg.lock"),
            Map.entry(
                    Language.JSON,
                    ".babelrc .eslintrc .jshintrc .jscsrc .prettierrc .swcrc .watchmanconfig"
                            + " pipfile.lock composer.lock flake.lock deno.lock bun.lock"),
            Map.entry(Language.YAML, ".clang-format .clang-tidy .yamllint .gemrc"),
            Map.entry(Language.MARKDOWN, "readme changelog contributing"),
            Map.entry(Language.PYTHON, "sconstruct sconscript wscript snakefile"),
            Map.entry(Language.JAVASCRIPT, "jakefile")));

    private static final Map<String, Language> EXTENSIONS = table(Map.ofEntries(
            Map.entry(Language.RUST, "rs"),
            Map.entry(Language.TYPESCRIPT, "ts mts cts"),
            Map.entry(Language.TSX, "tsx"),
            Map.entry(Language.JAVASCRIPT, "js mjs cjs jsx es6"),
            Map.entry(Language.PYTHON, "py pyi pyw"),
            Map.entry(Language.GO, "go"),
            Map.entry(Language.JAVA, "java"),
            Map.entry(Language.SHELL, "sh bash bats ksh ebuild"),
            Map.entry(Language.HTML, "html htm xhtml"),
            Map.entry(Language.CSS, "css"),
            Map.entry(
                    Language.JSON,
                    "json jsonc json5 geojson webmanifest code-workspace ipynb har avsc map sarif topojson"),
            Map.entry(Language.YAML, "yaml yml"),
            Map.entry(Language.TOML, "toml"),
            Map.entry(
                    Language.XML,
                    "xml xsd xsl xslt svg pom wsdl csproj fsproj vbproj props targets plist xlf resx iml"),
            Map.entry(Language.SQL, "sql ddl dml psql pgsql"),
            Map.entry(Language.DOCKERFILE, "dockerfile containerfile"),
            Map.entry(Language.MARKDOWN, "md markdown mdx"),
            Map.entry(Language.CSV, "csv tsv"),
            // Of languages without a grammar here; a shell may begin them only to hand them over.
            Map.entry(
                    Language.TEXT,
                    "tcl tk exp pl pm rb lua php rkt scm lisp clj el erl exs hs lhs ml jl awk groovy kts scala"),
            Map.entry(
                    Language.BINARY,
                    "png jpg jpeg gif webp avif ico bmp tiff psd pdf zip gz tgz bz2 xz zst 7z rar jar war class so dylib"
                            + " dll exe a o lib wasm woff woff2 ttf otf eot mp3 mp4 m4a mov avi mkv webm ogg flac wav"
                            + " parquet sqlite db pyc pyd node bin dat rlib rmeta pack idx keystore jks p12")));

    private static final Map<String, Language> INTERPRETERS = table(Map.of(
            Language.SHELL, "sh bash dash ksh zsh ash bats",
            Language.PYTHON, "python pypy uv",
            Language.JAVASCRIPT, "node nodejs bun",
            Language.TYPESCRIPT, "deno ts-node tsx"));

    /** The program behind {@code #!}, with {@code env}, its options and assignments stepped over. */
    private static final Pattern SHEBANG =
            Pattern.compile("^#!\\s*(?:\\S*/env\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*)?(?:\\S*/)?([A-Za-z_-]+)");

    /** How a script of another language begins that a shell is to hand over: the shell replaces itself by its interpreter. */
    private static final Pattern HANDED_OVER = Pattern.compile(
            "\\bexec['\"]*\\s+(?:\\S*/)?(?:env\\s+)?['\"]?(?:\\S*/)?(tclsh|wish|expect|python|pypy|node|deno|bun|perl|ruby|php|lua|guile|racket|sbcl|scheme|csi|chez|gosh|ocaml|runghc|runhaskell|stack|scala|groovy|kotlin|Rscript|julia|elixir|escript|erl|clojure|bb|swipl|emacs|gawk|awk|jq)[\\d.]*['\"]?\\s+(?:(?:-[\\w:=.-]*|\\w+)\\s+)*[\"']?\\$\\{?0\\}?[\"']?(?=[\\s;)]|$)");

    private static final int FIRST_LINES = 10;

    private static final Pattern XML_START = Pattern.compile("^\\s*<(\\?xml|!DOCTYPE TS\\b)");

    /** No more than this much of a file is looked at. */
    private static final int LOOKED_AT = 8192;

    private Languages() {}

    /**
     * The language of one file.
     *
     * @param path relative path with {@code /}
     * @param head the first bytes of the file, 8 KiB or all of it; empty where only the name is known
     */
    public static Language of(String path, byte[] head) {
        if (!looksLikeText(head)) {
            return Language.BINARY;
        }
        String start = new String(head, 0, Math.min(head.length, 256), StandardCharsets.ISO_8859_1);
        Language language = byName(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .or(() -> byShebang(start).map(found -> found == Language.SHELL ? handedOver(head) : found))
                .orElse(Language.TEXT);
        boolean translations =
                language == Language.TYPESCRIPT && XML_START.matcher(start).find();
        return translations ? Language.XML : language;
    }

    private static Optional<Language> byName(String name) {
        Language exact = NAMES.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        boolean page = name.endsWith(".md") || name.endsWith(".mdx");
        if (!page && name.matches("(docker|container)file[.-][\\w.-]+")) {
            return Optional.of(Language.DOCKERFILE);
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(EXTENSIONS.get(name.substring(dot + 1)));
    }

    private static Optional<Language> byShebang(String start) {
        Matcher shebang = SHEBANG.matcher(start);
        return shebang.find() ? Optional.ofNullable(INTERPRETERS.get(shebang.group(1))) : Optional.empty();
    }

    /** The language of what the first lines hand over to another interpreter; without any, it is a script of the shell. */
    private static Language handedOver(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 2048), StandardCharsets.ISO_8859_1);
        return start.lines()
                .limit(FIRST_LINES)
                .flatMap(line -> HANDED_OVER.matcher(line).results())
                .map(handed -> INTERPRETERS.getOrDefault(handed.group(1), Language.TEXT))
                .findFirst()
                .orElse(Language.SHELL);
    }

    /**
     * No NUL byte, as git decides, and less than three in ten bytes outside of UTF-8, which spares old western texts.
     * UTF-16 has NUL bytes and is no text to anything that follows.
     */
    private static boolean looksLikeText(byte[] head) {
        int end = Math.min(head.length, LOOKED_AT);
        int strange = 0;
        int at = 0;
        while (at < end) {
            if (head[at] == 0) {
                return false;
            }
            int length = characterLength(head, at, end);
            strange += length == 0 ? 1 : 0;
            at += Math.max(1, length);
        }
        return strange * 10L <= end * 3L;
    }

    /** Bytes of the UTF-8 character that starts here, 0 if none does; one that is cut off at the end counts. */
    private static int characterLength(byte[] head, int at, int end) {
        int first = head[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        for (int next = at + 1; next < Math.min(end, at + length); next++) {
            if ((head[next] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static Map<String, Language> table(Map<Language, String> words) {
        Map<String, Language> table = new HashMap<>();
        words.forEach((language, list) -> keys(list).forEach(key -> table.put(key, language)));
        return Map.copyOf(table);
    }

    private static List<String> keys(String list) {
        return Arrays.asList(list.split(" ", -1));
    }
}
