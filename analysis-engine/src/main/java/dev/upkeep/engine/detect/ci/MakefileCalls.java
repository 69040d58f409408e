package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.ci.ShellWalk.Call;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the recipes of makefiles call (GNU make, "Writing Recipes in Rules"): each line runs in a shell of its own, in the
 * folder of the makefile. Lines that may fail, that hold a branch of the shell, or that stand under a condition of make or
 * in a definition are left out.
 */
final class MakefileCalls {

    /**
     * One call.
     *
     * @param target the rule whose recipe it stands in
     */
    record MadeCall(String path, int line, String target, Call call) {}

    private static final Set<String> NAMES = Set.of("Makefile", "makefile", "GNUmakefile");
    private static final Pattern ODD =
            Pattern.compile("(?m)^\\.(ONESHELL|RECIPEPREFIX|SHELLFLAGS)\\b|^MAKEFLAGS\\b.*-C");
    private static final Pattern RULE = Pattern.compile("^([^\\s#:=][^#:=]*?)\\s*::?(?!=).*");
    private static final Pattern OPENS = Pattern.compile("^\\s*(ifeq|ifneq|ifdef|ifndef|define)\\b.*");
    private static final Pattern CLOSES = Pattern.compile("^\\s*(endif|endef)\\b.*");
    private static final Pattern BRANCH =
            Pattern.compile("\\|\\||(^|[\\s;&|(@])(if|then|else|for|while|until|case|do|!)\\s");

    private MakefileCalls() {}

    static Stream<MadeCall> of(Repository repository) {
        return NAMES.stream()
                .flatMap(repository::named)
                .map(AnalysedFile::path)
                .flatMap(path -> repository.text(path).stream().flatMap(text -> in(repository, path, text).stream()));
    }

    private static List<MadeCall> in(Repository repository, String path, String text) {
        List<MadeCall> calls = new ArrayList<>();
        if (ODD.matcher(text).find()) {
            return calls;
        }
        List<String> lines = text.lines().toList();
        String target = "";
        int depth = 0;
        for (int at = 0; at < lines.size(); at++) {
            int first = at;
            StringBuilder whole = new StringBuilder(lines.get(at));
            while (whole.toString().endsWith("\\") && at + 1 < lines.size()) {
                at++;
                whole.setLength(whole.length() - 1);
                whole.append(' ').append(lines.get(at).strip());
            }
            String line = whole.toString();
            Matcher rule = RULE.matcher(line);
            if (OPENS.matcher(line).matches()) {
                depth++;
            } else if (CLOSES.matcher(line).matches()) {
                depth = Math.max(0, depth - 1);
            } else if (line.startsWith("\t") && depth == 0 && !target.isEmpty()) {
                recipe(repository, path, first + 1, target, line, calls);
            } else if (rule.matches()) {
                target = rule.group(1);
            }
        }
        return calls;
    }

    private static void recipe(
            Repository repository, String path, int line, String target, String written, List<MadeCall> calls) {
        String marks = written.strip().replaceFirst("(?s)^([@+\\s-]*).*", "$1");
        String command = written.strip().substring(marks.length());
        if (marks.contains("-") || BRANCH.matcher(command).find()) {
            return;
        }
        ShellWalk.of(repository, command, Optional.of(Paths.folder(path))).calls().stream()
                .map(call -> new MadeCall(path, line, target, call))
                .forEach(calls::add);
    }
}
