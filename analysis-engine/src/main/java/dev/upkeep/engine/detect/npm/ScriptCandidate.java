package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.document.Paths;
import java.util.regex.Pattern;

/**
 * A script and how others would name it; all of it follows from its path.
 *
 * @param script whether it is one of TypeScript or JavaScript
 */
record ScriptCandidate(AnalysedFile file, String name, String stem, boolean script) {

    private static final Pattern BUNDLER = Pattern.compile("(rollup|webpack|vite|rspack|rsbuild|esbuild|tsup)\\..*");
    private static final Pattern SCRIPT = Pattern.compile(".+\\.[cm]?[jt]s");

    /** {@code COPY scripts/${SCOPE}-entrypoint.sh}. */
    private static final Pattern NAMED_IN_PART = Pattern.compile("scripts/\\$(?:\\{\\w+}|\\w+)([-_.][\\w.-]+)");

    static ScriptCandidate of(AnalysedFile file) {
        String name = Paths.name(file.path());
        return new ScriptCandidate(
                file,
                name,
                name.substring(0, name.lastIndexOf('.')),
                SCRIPT.matcher(name).matches());
    }

    String path() {
        return file.path();
    }

    String pathOfStem() {
        return path().substring(0, path().lastIndexOf('.'));
    }

    /** Whether the facts of a source know that it names the script. */
    boolean isKnownTo(ScriptReader reader) {
        return reader.source() && reader.paths().stream().anyMatch(path -> path.endsWith(name));
    }

    /**
     * Whether a text names it. In sources many a function is called like a script, so that only the whole name counts
     * there.
     *
     * @param reader the path of the text
     */
    boolean isNamed(String reader, boolean source, String text) {
        return text.contains(source ? name : stem)
                || (text.contains("scripts/$") && isNamedInPart(text))
                || (BUNDLER.matcher(Paths.name(reader)).matches() && isCopied(reader, text));
    }

    private boolean isNamedInPart(String text) {
        return NAMED_IN_PART.matcher(text).results().anyMatch(end -> name.endsWith(end.group(1)));
    }

    /** {@code src: "src/workers/scripts/**"} in the settings of a bundler, which are for the package's own files. */
    private boolean isCopied(String bundler, String text) {
        String folder = Paths.folder(path());
        String home = Paths.folder(bundler);
        return Paths.isWithin(folder, home)
                && text.contains((home.isEmpty() ? folder : folder.substring(home.length() + 1)) + "/*");
    }
}
