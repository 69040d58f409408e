package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.script.facts.MentionFacts;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Set;

/**
 * A file that may name scripts.
 *
 * @param source whether it is code of the product, below the files that start it
 */
record ScriptReader(AnalysedFile file, boolean source) {

    /** @param roots the folders of packages */
    static ScriptReader of(Set<String> roots, AnalysedFile file) {
        return new ScriptReader(file, isSource(roots, file));
    }

    private static boolean isSource(Set<String> roots, AnalysedFile file) {
        if (file.language() == Language.RUST) {
            return true;
        }
        String folder = Paths.folder(file.path());
        return Scripts.LANGUAGES.contains(file.language())
                && file.context() != Context.SCRIPT
                && !folder.isEmpty()
                && !roots.contains(folder)
                && !ToolFiles.isToolConfig(file.path());
    }

    String path() {
        return file.path();
    }

    Set<String> paths() {
        return file.facts().words().getOrDefault(MentionFacts.PATHS, Set.of());
    }

    /** Whether {@link #paths} holds all scripts of TypeScript and JavaScript that it names whole. */
    boolean knowsScripts() {
        return source && MentionFacts.knowsAllPaths(file.context(), file.entry().size(), file.facts());
    }
}
