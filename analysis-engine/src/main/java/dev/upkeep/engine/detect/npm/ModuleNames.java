package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that look like packages and are none: built-in modules, aliases of compilers and bundlers, ambient modules,
 * packages that Mix installs.
 */
final class ModuleNames {

    static final Model<ModuleNames> MODEL = new Model<>("npm.module-names", ModuleNames::read);

    private static final Pattern BUILT_IN = Pattern.compile(
            "assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs"
                    + "|http|http2|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream"
                    + "|string_decoder|sys|timers|tls|trace_events|tty|url|util|v8|vm|wasi|worker_threads|zlib|test");
    private static final Pattern PROVIDED = Pattern.compile(
            "server-only|client-only|vscode|electron|atom|k6|bun|deno|cloudflare|workerd|original-fs|@theme.*/.*|@site/.*|@generated/.*"
                    + "|@docusaurus/.*|@wordpress/.*|@env/.*|@/.*|~.*|\\$.*|app|src|static|public|assets|styles|package|pages|lib|components");
    /** Nuxt leads these to its own copies, as its declarations do. */
    private static final Pattern OF_NUXT =
            Pattern.compile("vue|vue-router|h3|ofetch|defu|nitropack|@unhead/vue|@nuxt/(kit|schema)");

    private static final Pattern COMPILER = Pattern.compile("(ts|js)config.*\\.json");
    private static final Pattern OTHER_SETTINGS = Pattern.compile("deno|import[_-]?map|\\.babelrc|\\.swcrc");
    private static final Pattern LOADED = Pattern.compile(".*[!?].*");
    private static final Pattern NO_MODULE = Pattern.compile(".*\\.(css|scss|less|svg|png|json|html|tsx?|vue)");
    private static final Pattern BEHIND_KEY = Pattern.compile("(/[^'\"]*)?['\"$]*\\s*:");
    private static final String FIND = "find:";
    private static final Pattern AMBIENT = Pattern.compile("declare\\s+module\\s+['\"]([^'\"]+)['\"]");

    /**
     * A pattern before its star, or the folder of a {@code baseUrl}.
     *
     * @param folder where the settings lie
     * @param inside the prefix of what lies below it
     * @param anywhere whether other folders take the settings over
     * @param sigil whether the prefix is a mark that no package begins with
     */
    record Alias(String folder, String prefix, String inside, boolean anywhere, boolean sigil) {

        static Alias of(String folder, String prefix) {
            String inside = prefix.endsWith("/") ? prefix : prefix + "/";
            boolean sigil = !prefix.isEmpty() && "@~#".indexOf(prefix.charAt(0)) >= 0;
            return new Alias(folder, prefix, inside, folder.contains("config"), sigil);
        }

        boolean fits(String target) {
            boolean fits = target.equals(prefix) || target.startsWith(inside) || (sigil && target.startsWith(prefix));
            return fits && !prefix.isEmpty();
        }

        boolean holdsFor(String path) {
            return anywhere || Paths.isWithin(path, folder);
        }
    }

    /** That a {@code tsconfig.json} or {@code jsconfig.json} defines, for the folder that it lies in. */
    private final List<Alias> aliases = new ArrayList<>();
    /** Modules that a declaration file describes. */
    private final Set<String> ambient = new HashSet<>();
    /** What Mix installs, for the files around its manifests. */
    private final List<MixModules> mixed = new ArrayList<>();
    /** Texts of tool settings, which may define more aliases. */
    private final List<String> settings = new ArrayList<>();
    /** The names asked for so far: most are imported by many files. */
    private final Map<String, Boolean> isNoPackage = new ConcurrentHashMap<>();

    /** The aliases that lead what was asked for so far. */
    private final Map<String, List<Alias>> fitting = new ConcurrentHashMap<>();

    private ModuleNames() {}

    private static ModuleNames read(Repository repository) {
        ModuleNames names = new ModuleNames();
        for (AnalysedFile file : repository.files()) {
            String name = Paths.name(file.path());
            if (COMPILER.matcher(name).matches()) {
                repository
                        .text(file.path())
                        .flatMap(text -> Json.parseRelaxed(text).root())
                        .stream()
                        .flatMap(new CompilerAliases(repository, Paths.folder(file.path()))::of)
                        .forEach(names.aliases::add);
            } else if (name.equals("mix.exs")) {
                repository
                        .text(file.path())
                        .ifPresent(text -> names.mixed.add(MixModules.read(Paths.folder(file.path()), text)));
            } else if (name.endsWith(".d.ts")) {
                repository.text(file.path()).ifPresent(names::ambient);
            } else if (ToolFiles.isToolConfig(file.path())
                    || OTHER_SETTINGS.matcher(name).lookingAt()) {
                repository.text(file.path()).ifPresent(names.settings::add);
            }
        }
        return names;
    }

    private void ambient(String declarations) {
        Matcher module = AMBIENT.matcher(declarations);
        while (module.find()) {
            ambient.add(module.group(1));
        }
    }

    /** Whether an import in this file leads to something that no manifest has to declare. */
    boolean isElsewhere(String path, String target, String name) {
        return ambient.contains(target)
                || fitting.computeIfAbsent(target, this::fitting).stream().anyMatch(alias -> alias.holdsFor(path))
                || isNoPackage.computeIfAbsent(name, this::isNoPackage)
                || LOADED.matcher(target).matches()
                || mixed.stream().anyMatch(each -> each.bring(path, name));
    }

    private List<Alias> fitting(String target) {
        return aliases.stream().filter(alias -> alias.fits(target)).toList();
    }

    /** What the name alone tells, wherever it is imported. */
    private boolean isNoPackage(String name) {
        String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        return isBuiltIn(name)
                || PROVIDED.matcher(name).matches()
                || !name.equals(name.toLowerCase(Locale.ROOT))
                || NO_MODULE.matcher(name).matches()
                || ambient.contains(name)
                || isInSettings(name)
                || isInSettings(first);
    }

    static boolean isBuiltIn(String name) {
        return BUILT_IN.matcher(name).matches();
    }

    static boolean isOfNuxt(String name) {
        return OF_NUXT.matcher(name).matches();
    }

    private boolean isInSettings(String name) {
        return settings.stream().anyMatch(text -> aliasIn(text, name));
    }

    /** Named as a key: {@code "x": …} or {@code find: "x"}. */
    private static boolean aliasIn(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (isKey(text, at, at + name.length()) || isFound(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKey(String text, int start, int end) {
        return (start == 0 || !isOfPath(text.charAt(start - 1)))
                && BEHIND_KEY.matcher(text).region(end, text.length()).lookingAt();
    }

    private static boolean isOfPath(char each) {
        return "_@/-".indexOf(each) >= 0 || (each < 128 && Character.isLetterOrDigit(each));
    }

    /** Whether {@code find:} stands before it, and no comma between them. */
    private static boolean isFound(String text, int start) {
        int find = text.lastIndexOf(FIND, start - FIND.length());
        return find >= 0 && find > text.lastIndexOf(',', start - 1);
    }
}
