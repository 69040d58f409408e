package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What merges, chats and tools leave in sources: conflict markers, tags of tool calls, fences of Markdown. In a parsed
 * language the place must be one that the grammar could not read, so the same text in a string or comment is no finding.
 */
final class LeakedToolText implements FileDetector {

    private static final String RULE = "any/leaked-tool-text";
    private static final Pattern CONFLICT = Pattern.compile("^(<{7} .*|>{7} .*|={7}|\\|{7} .*)$");
    private static final Pattern TOOL_TAG = Pattern.compile(
            "^\\s*(</?(antml:)?(function_calls|function_results|invoke|parameter|tool_call|tool_use|tool_result|thinking|file_content|new_string|old_string)( name=\"[^\"]*\")?>|<\\|(im_start|im_end|endoftext|assistant|user|system)\\|>.*)\\s*$");
    private static final Pattern FENCE = Pattern.compile("^```\\w*\\s*$");
    private static final Set<Language> PROSE_OR_MARKUP =
            EnumSet.of(Language.MARKDOWN, Language.HTML, Language.XML, Language.TEXT, Language.CSV, Language.BINARY);

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return !PROSE_OR_MARKUP.contains(file.language()) && file.context() != Context.GENERATED;
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        List<String> lines = file.lines();
        boolean conflict = hasConflict(lines);
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            boolean leaked = (conflict && CONFLICT.matcher(line).matches())
                    || (line.stripLeading().startsWith("<")
                            && TOOL_TAG.matcher(line).matches())
                    || (line.startsWith("```")
                            && file.tree().isPresent()
                            && FENCE.matcher(line).matches());
            if (leaked && unreadable(file, at + 1)) {
                sink.report(Draft.of(RULE, Location.line(file.path(), at + 1))
                        .with("text", line.strip())
                        .with("urgent", file.context() == Context.PRODUCTION));
                return;
            }
        }
    }

    /** All three markers at line starts, in order: an equals line alone is a heading or a rule. */
    private static boolean hasConflict(List<String> lines) {
        int step = 0;
        for (String line : lines) {
            step += switch (step) {
                case 0 -> line.startsWith("<<<<<<< ") ? 1 : 0;
                case 1 -> line.equals("=======") ? 1 : 0;
                case 2 -> line.startsWith(">>>>>>> ") ? 1 : 0;
                default -> 0;
            };
        }
        return step == 3;
    }

    /** Whether the grammar failed at this line; always so where there is no grammar. */
    private static boolean unreadable(SourceFile file, int line) {
        return file.tree().map(tree -> errorAt(tree, line)).orElse(true);
    }

    private static boolean errorAt(SyntaxTree tree, int line) {
        if (!tree.hasError()) {
            return false;
        }
        boolean inText = false;
        boolean inError = false;
        for (int node = 0; node < tree.size(); node++) {
            if (tree.startLine(node) <= line && tree.endLine(node) >= line) {
                String kind = tree.kind(node);
                inText |= kind.contains("comment") || kind.contains("string") || kind.contains("heredoc");
                inError |= kind.equals("ERROR");
            }
        }
        return inError && !inText;
    }
}
