package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.script.facts.ToolConfigs;
import dev.upkeep.engine.document.Paths;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which packages are built with the React Compiler, which keeps values and functions between renders by itself. Evidence:
 * settings of a bundler, of Babel, Next.js or Expo switch it on.
 *
 * @param folders of the packages whose settings do; empty text for the root
 */
record ReactCompiler(Set<String> folders, NpmWorkspace workspace) {

    static final Model<ReactCompiler> MODEL = new Model<>("react.compiler", ReactCompiler::read);

    private static final Pattern SETTINGS =
            Pattern.compile("\\.babelrc(\\.json)?|babel\\.config\\.json|app\\.json", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINTER = Pattern.compile(".*(eslint|biome|oxlint).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ON = Pattern.compile(
            "(?m)^(?!\\s*(//|\\*|import\\b)).*?(\\breactCompilerPreset\\s*\\(|babel-plugin-react-compiler|\\breactCompiler['\"]?\\s*:\\s*(?!false\\b)[\\w!{(]|\\breactCompiler\\s*\\()");

    private static ReactCompiler read(Repository repository) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Set<String> folders = repository.files().stream()
                .map(AnalysedFile::path)
                .filter(ReactCompiler::isSetting)
                .filter(path -> repository
                        .text(path)
                        .filter(text -> hasWord(text) && ON.matcher(text).find())
                        .isPresent())
                .flatMap(path -> workspace.owner(path).stream())
                .map(NpmPackage::folder)
                .collect(Collectors.toSet());
        return new ReactCompiler(folders, workspace);
    }

    /** Most settings end here, before the pattern is tried. */
    private static boolean hasWord(String text) {
        return text.contains("eactCompiler") || text.contains("react-compiler");
    }

    private static boolean isSetting(String path) {
        String name = Paths.name(path);
        return (SETTINGS.matcher(name).matches() || ToolConfigs.isOne(path))
                && !LINTER.matcher(name).matches();
    }

    /** Whether the file belongs to one of them; a root's settings hold for its own files alone. */
    boolean compiles(String path) {
        Optional<NpmPackage> owner = workspace.owner(path);
        return owner.filter(npm -> folders.contains(npm.folder())).isPresent();
    }
}
