package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions of which no production code writes the name, but where they are defined. */
final class Uncalled {

    private Uncalled() {}

    /**
     * Whether all of them are such.
     *
     * @param functions as {@code Type::name}, {@code module::name} or the name alone
     */
    static boolean are(List<String> functions, Repository repository) {
        Set<String> names = functions.stream()
                .map(function -> function.substring(function.lastIndexOf(':') + 1))
                .collect(Collectors.toSet());
        return !names.isEmpty()
                && repository
                        .files(Language.RUST)
                        .filter(file -> file.context() != Context.TEST)
                        .noneMatch(file -> names.stream().anyMatch(name -> isWritten(name, file, repository)));
    }

    private static boolean isWritten(String name, AnalysedFile file, Repository repository) {
        String text = repository.text(file.path()).orElse("");
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (isWord(text, at, name.length()) && !isDefinition(text, at) && isCode(text, at, file)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String text, int at, int length) {
        int end = at + length;
        return (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    }

    private static boolean isDefinition(String text, int at) {
        return text.startsWith("fn ", Math.max(0, at - 3));
    }

    /** Neither in a comment nor in a test. */
    private static boolean isCode(String text, int at, AnalysedFile file) {
        String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
        int line = (int) text.substring(0, at).lines().count() + (before.isEmpty() ? 1 : 0);
        return !before.contains("//") && file.contextAt(line) != Context.TEST;
    }
}
