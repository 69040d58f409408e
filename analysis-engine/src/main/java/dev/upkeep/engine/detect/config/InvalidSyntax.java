package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Parsed.Problem;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds files that their readers will refuse. Evidence is a parser of the format itself; a template, or material for
 * tests of a parser, is not judged.
 */
final class InvalidSyntax implements FileDetector {

    private static final String RULE = "config/invalid-syntax";
    private static final Set<Language> LANGUAGES =
            Set.of(Language.JSON, Language.YAML, Language.TOML, Language.XML, Language.SHELL, Language.DOCKERFILE);
    /** What lies among tests in these is mostly there to be read by them, right or wrong. */
    private static final Set<Language> DATA = Set.of(Language.JSON, Language.YAML, Language.TOML, Language.XML);

    private static final Pattern WORKFLOW = Pattern.compile(
            "\\.github/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.ya?ml|\\.circleci/config\\.ya?ml|azure-pipelines\\.ya?ml"
                    + "|bitbucket-pipelines\\.ya?ml|\\.travis\\.yml|\\.forgejo/workflows/[^/]+\\.ya?ml"
                    + "|\\.gitea/workflows/[^/]+\\.ya?ml");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return LANGUAGES.contains(file.language())
                && file.context() != Context.VENDORED
                && !(file.context() == Context.TEST && DATA.contains(file.language()))
                && !Paths.isTestMaterial(file.path());
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        Optional<Problem> problem = switch (file.language()) {
            case JSON -> JsonSyntax.check(file);
            case YAML -> YamlSyntax.check(file);
            case TOML -> TomlSyntax.check(file);
            case XML -> XmlSyntax.check(file);
            case SHELL -> ShellSyntax.check(file.text());
            default -> DockerfileSyntax.check(file);
        };
        problem.filter(found -> !Templates.isTemplate(file, found)).ifPresent(found -> sink.report(draft(file, found)));
    }

    private static Draft draft(SourceFile file, Problem problem) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), problem.line()))
                .with("format", file.language().displayName())
                .with("column", problem.column())
                .with("problem", problem.reason());
        return WORKFLOW.matcher(file.path()).matches()
                ? draft.severity(Severity.CRITICAL)
                        .with("urgent", true)
                        .in(Context.PRODUCTION)
                        .message("CI workflow that cannot be read, so nothing of it runs: {problem}")
                : draft;
    }
}
