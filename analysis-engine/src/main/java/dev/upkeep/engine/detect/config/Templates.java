package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Parsed.Problem;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.regex.Pattern;

/** Tells files that are read as they are from those that a template engine fills in first. */
final class Templates {

    /** Go templates and Helm, Jinja, ERB and EJS, FreeMarker; `${{` is GitHub's own and stays in the file. */
    private static final Pattern MARKER =
            Pattern.compile("(?<!\\$)\\{\\{|\\{%|<%|<#(if|list|include|assign)\\b|<\\?php");
    /** Place holders of simple replacement. */
    private static final Pattern PLACE_HOLDER =
            Pattern.compile("\\$\\{?[A-Za-z_]|@[A-Za-z_]+@|__[A-Z][A-Z0-9_]+__|%[A-Z][A-Z0-9_]+%|<[A-Z][A-Z0-9_-]+>");

    private static final Pattern NAME = Pattern.compile(
            "(?i).*([./_-](tmpl|tpl|template|j2|jinja2?|erb|ejs|mustache|hbs|in|dist|gotmpl)([./]|$)).*");

    private static final Pattern WORKFLOW = Pattern.compile("(?!.*template)(.+/)?\\.github/workflows/[^/]+\\.ya?ml");

    private Templates() {}

    /** Whether this problem goes away, or may, when the file is filled in. */
    static boolean isTemplate(SourceFile file, Problem problem) {
        if (file.language() == Language.SHELL) {
            return file.path().contains("{{")
                    || Pattern.compile("\\{\\{-?|\\{%").matcher(file.text()).find();
        }
        return file.path().contains("{{")
                || NAME.matcher(file.path()).matches()
                || isMarked(file)
                || (file.language() != Language.YAML && hasPlaceHolderNear(file.lines(), problem.line()));
    }

    /** Actions of a workflow take patterns such as {@code prefix={{branch}}-}; GitHub itself fills in nothing before. */
    private static boolean isMarked(SourceFile file) {
        return !WORKFLOW.matcher(file.path()).matches()
                && MARKER.matcher(file.text()).find();
    }

    private static boolean hasPlaceHolderNear(List<String> lines, int line) {
        int from = Math.max(0, line - 2);
        int to = Math.min(lines.size(), line);
        return from < to
                && lines.subList(from, to).stream()
                        .anyMatch(text -> PLACE_HOLDER.matcher(text).find());
    }
}
