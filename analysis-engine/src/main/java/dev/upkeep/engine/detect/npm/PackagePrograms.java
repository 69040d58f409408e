package dev.upkeep.engine.detect.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The programs that the scripts of a package start, and which of its dependencies may bring them.
 *
 * @param started by the scripts, without their arguments
 */
record PackagePrograms(NpmPackage npm, NpmWorkspace workspace, List<String> started) {

    /** Programs that no package has to bring. */
    private static final Pattern SYSTEM = Pattern.compile(
            "node|npm|yarn|pnpm|bun|deno|sh|bash|cd|cp|mv|rm|ls|mkdir|touch|cat|echo|test|find|sed|grep|curl|tar|zip|git|docker|make"
                    + "|python3?|go|cargo|open|sleep|date|time|wait|kill|export|set|exit|true|source");

    /** Commands whose name is not that of their package. */
    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("@antfu/ni", List.of("nr", "nlx", "nun")),
            Map.entry("@arethetypeswrong/cli", List.of("attw")),
            Map.entry("@astrojs/check", List.of("astro check")),
            Map.entry("@babel/cli", List.of("babel")),
            Map.entry("@babel/node", List.of("babel-node")),
            Map.entry("@biomejs/biome", List.of("biome")),
            Map.entry("@changesets/cli", List.of("changeset")),
            Map.entry("@cucumber/cucumber", List.of("cucumber-js")),
            Map.entry("@custom-elements-manifest/analyzer", List.of("cem", "custom-elements-manifest")),
            Map.entry("@electron/rebuild", List.of("electron-rebuild")),
            Map.entry(
                    "@graphql-codegen/cli", List.of("graphql-codegen", "graphql-code-generator", "gql-gen", "codegen")),
            Map.entry("@hey-api/openapi-ts", List.of("openapi-ts")),
            Map.entry("@marp-team/marp-cli", List.of("marp")),
            Map.entry("@mermaid-js/mermaid-cli", List.of("mmdc")),
            Map.entry("@playwright/test", List.of("playwright")),
            Map.entry("@remix-run/serve", List.of("remix-serve")),
            Map.entry("@squoosh/cli", List.of("squoosh-cli")),
            Map.entry("@stoplight/spectral-cli", List.of("spectral")),
            Map.entry("@stryker-mutator/core", List.of("stryker")),
            Map.entry("@swc/cli", List.of("swc")),
            Map.entry("@tauri-apps/cli", List.of("tauri")),
            Map.entry("@typescript/native-preview", List.of("tsgo")),
            Map.entry("@typespec/compiler", List.of("tsp")),
            Map.entry("@usebruno/cli", List.of("bru")),
            Map.entry("@vue/cli-service", List.of("vue-cli-service")),
            Map.entry("@web/dev-server", List.of("wds", "web-dev-server")),
            Map.entry("@web/test-runner", List.of("wtr", "web-test-runner")),
            Map.entry("all-contributors-cli", List.of("all-contributors")),
            Map.entry("babel-plugin-react-compiler", List.of("reactCompiler", "reactCompilerPreset")),
            Map.entry("beasties", List.of("optimizeCss")),
            Map.entry("clean-css-cli", List.of("cleancss")),
            Map.entry("commitizen", List.of("git-cz", "cz")),
            Map.entry("concurrently", List.of("conc")),
            Map.entry("critters", List.of("optimizeCss")),
            Map.entry("cross-env", List.of("cross-env-shell")),
            Map.entry("cz-git", List.of("czg")),
            Map.entry("eas-cli", List.of("eas")),
            Map.entry("electron-builder", List.of("install-app-deps")),
            Map.entry("esno", List.of("esmo")),
            Map.entry("firebase-tools", List.of("firebase")),
            Map.entry("grpc-tools", List.of("grpc_tools_node_protoc", "grpc_tools_node_protoc_plugin")),
            Map.entry("jsdoc-to-markdown", List.of("jsdoc2md")),
            Map.entry("json-schema-to-typescript", List.of("json2ts")),
            Map.entry("netlify-cli", List.of("netlify", "ntl")),
            Map.entry("nitropack", List.of("nitro")),
            Map.entry("npm-check-updates", List.of("ncu")),
            Map.entry("npm-package-json-lint", List.of("npmPkgJsonLint")),
            Map.entry("npm-run-all", List.of("run-s", "run-p")),
            Map.entry("npm-run-all2", List.of("npm-run-all", "run-s", "run-p")),
            Map.entry("pm2", List.of("pm2-runtime")),
            Map.entry("serverless", List.of("sls")),
            Map.entry("shelljs", List.of("shjs")),
            Map.entry("source-map-explorer", List.of("sme")),
            Map.entry("storybook", List.of("sb")),
            Map.entry("tailwindcss", List.of("@tailwind", "@apply")),
            Map.entry("ts-node", List.of("ts-node-esm", "ts-script")),
            Map.entry("ts-node-dev", List.of("tsnd")),
            Map.entry("ts-patch", List.of("tspc")),
            Map.entry("ts-proto", List.of("protoc-gen-ts_proto")),
            Map.entry("ttypescript", List.of("ttsc")),
            Map.entry("typeorm", List.of("typeorm-ts-node-commonjs", "typeorm-ts-node-esm")),
            Map.entry("typescript", List.of("tsc")),
            Map.entry("uglify-js", List.of("uglifyjs")),
            Map.entry("vscode-tmgrammar-test", List.of("vscode-tmgrammar-snap")),
            Map.entry("dotenv-cli", List.of("dotenv")));

    static PackagePrograms of(NpmPackage npm, NpmWorkspace workspace) {
        return new PackagePrograms(
                npm,
                workspace,
                npm.scripts().stream()
                        .flatMap(script -> Commands.of(script.command()).stream())
                        .map(List::getFirst)
                        .distinct()
                        .toList());
    }

    /** Whether a word of a script can only mean this program: neither a short word nor what every system has. */
    static boolean isDistinct(String program) {
        return program.length() > 2 && !SYSTEM.matcher(program).matches();
    }

    /** What a package calls its programs, where that is not its own name; many write their scope before it. */
    static List<String> of(String name) {
        List<String> known = COMMANDS.get(name);
        return known != null
                ? known
                : name.startsWith("@") ? List.of(name.substring(1).replace('/', '-')) : List.of();
    }

    /** Whether a script may start a program of this package: {@code email dev} is what {@code react-email} brings. */
    boolean mayStart(String name) {
        String bare = name.substring(name.lastIndexOf('/') + 1);
        List<String> parts = new ArrayList<>(List.of(name.split("[@/-]", -1)));
        parts.add(bare);
        return started.stream()
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
