package dev.upkeep.engine.detect.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The programs that the scripts of a package start, and which of its dependencies may bring them. */
record PackagePrograms(NpmPackage npm, NpmWorkspace workspace) {

    /** Programs that no package has to bring. */
    private static final Pattern SYSTEM = Pattern.compile(
            "node|npm|yarn|pnpm|bun|deno|sh|bash|cd|cp|mv|rm|ls|mkdir|touch|cat|echo|test|find|sed|grep|curl|tar|zip|git|docker|make"
                    + "|python3?|go|cargo|open|sleep|date|time|wait|kill|export|set|exit|true|source");

    /** Commands whose name is not that of their package. */
    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("@biomejs/biome", List.of("biome")),
            Map.entry("@changesets/cli", List.of("changeset")),
            Map.entry("@playwright/test", List.of("playwright")),
            Map.entry("@tauri-apps/cli", List.of("tauri")),
            Map.entry("@graphql-codegen/cli", List.of("graphql-codegen", "codegen")),
            Map.entry("babel-plugin-react-compiler", List.of("reactCompiler", "reactCompilerPreset")),
            Map.entry("critters", List.of("optimizeCss")),
            Map.entry("beasties", List.of("optimizeCss")),
            Map.entry("npm-run-all", List.of("run-s", "run-p")),
            Map.entry("npm-run-all2", List.of("run-s", "run-p")),
            Map.entry("npm-check-updates", List.of("ncu")),
            Map.entry("typescript", List.of("tsc")),
            Map.entry("tailwindcss", List.of("@tailwind", "@apply")),
            Map.entry("@babel/cli", List.of("babel")),
            Map.entry("@swc/cli", List.of("swc")),
            Map.entry("json-server", List.of("json-server")),
            Map.entry("shx", List.of("shx")),
            Map.entry("@arethetypeswrong/cli", List.of("attw")),
            Map.entry("dotenv-cli", List.of("dotenv")));

    /** What a package calls its programs, where that is not its own name. */
    static List<String> of(String name) {
        return COMMANDS.getOrDefault(name, List.of());
    }

    /** Whether a script may start a program of this package: {@code email dev} is what {@code react-email} brings. */
    boolean mayStart(String name) {
        String bare = name.substring(name.lastIndexOf('/') + 1);
        List<String> parts = new ArrayList<>(List.of(name.split("[@/-]", -1)));
        parts.add(bare);
        return npm.scripts().stream()
                .flatMap(script -> Commands.of(script.command()).stream())
                .map(List::getFirst)
                .anyMatch(program -> isCommandLine(name, program)
                        || (parts.contains(program)
                                && !isBroughtByAnother(program)
                                && !isLikelierOf(parts.size(), program))
                        || (isShortFor(bare, program) && !isBroughtByAnother(program)));
    }

    /** {@code esr} comes with {@code esbuild-runner}: the first letter of each part, and others of it behind. */
    private static boolean isShortFor(String bare, String program) {
        List<String> parts = List.of(bare.split("[^a-z0-9]+", -1));
        boolean plain = parts.stream().noneMatch(String::isEmpty);
        return plain
                && parts.size() > 1
                && program.length() < bare.length()
                && program.matches(parts.stream()
                        .map(part -> part.charAt(0) + "[" + part + "]*")
                        .collect(Collectors.joining()));
    }

    /** {@code email} comes with {@code react-email} rather than with {@code responsive-react-email}. */
    private boolean isLikelierOf(int parts, String program) {
        return npm.declared().stream()
                .map(other -> List.of(other.split("[@/-]", -1)))
                .anyMatch(other -> other.contains(program) && other.size() + 1 < parts);
    }

    private boolean isBroughtByAnother(String program) {
        return SYSTEM.matcher(program).matches()
                || workspace.declares(npm, program)
                || isOfCommandLine(program)
                || COMMANDS.entrySet().stream()
                        .anyMatch(brought ->
                                brought.getValue().contains(program) && workspace.declares(npm, brought.getKey()));
    }

    /** {@code nest} comes with {@code @nestjs/cli}. */
    private boolean isOfCommandLine(String program) {
        return workspace
                .withEnclosing(npm)
                .flatMap(each -> each.declared().stream())
                .anyMatch(name -> isCommandLine(name, program));
    }

    private static boolean isCommandLine(String name, String program) {
        return name.startsWith("@" + program) && name.endsWith("/cli");
    }
}
