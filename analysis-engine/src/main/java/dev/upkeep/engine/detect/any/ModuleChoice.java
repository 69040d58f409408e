package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two Rust types of one name that are apart on purpose: a {@code cfg} chooses between their modules, or one enum holds
 * both as variants, {@code OpenAi(openai::Options), Ollama(ollama::Options)}.
 */
final class ModuleChoice {

    private static final String CONDITION =
            "#\\[cfg\\((?!test\\b)[^\\]]*\\)\\]\\s*(#\\[[^\\]]*\\]\\s*)*(pub(\\([^)]*\\))?\\s+)?mod\\s+";

    private ModuleChoice() {}

    static boolean is(Repository repository, TypeDefinition left, TypeDefinition right) {
        return left.file().language() == Language.RUST
                && (isConditional(repository, left)
                        || isConditional(repository, right)
                        || areVariants(repository, left, right));
    }

    private static boolean isConditional(Repository repository, TypeDefinition type) {
        String path = type.file().path();
        String module = module(path);
        String folder = Paths.name(path).equals("mod.rs") ? Paths.folder(Paths.folder(path)) : Paths.folder(path);
        Pattern declared = Pattern.compile(CONDITION + Pattern.quote(module) + "\\s*[;{]");
        return Stream.of(folder + "/mod.rs", folder + "/lib.rs", folder + "/main.rs", folder + ".rs")
                .flatMap(parent -> repository.text(parent).stream())
                .anyMatch(text -> declared.matcher(text).find());
    }

    private static boolean areVariants(Repository repository, TypeDefinition left, TypeDefinition right) {
        Pattern first = variant(left);
        Pattern second = variant(right);
        return repository
                .files(Language.RUST)
                .flatMap(file -> repository.text(file.path()).stream())
                .filter(text -> text.contains("::" + left.link().target()))
                .anyMatch(text ->
                        first.matcher(text).find() && second.matcher(text).find());
    }

    private static Pattern variant(TypeDefinition type) {
        return Pattern.compile("\\b[A-Z]\\w*\\(\\s*(\\w+::)*"
                + Pattern.quote(module(type.file().path())) + "::"
                + Pattern.quote(type.link().target()) + "\\s*\\)");
    }

    private static String module(String path) {
        String name = Paths.name(path);
        return name.equals("mod.rs") ? Paths.name(Paths.folder(path)) : name.replaceFirst("\\.rs$", "");
    }
}
