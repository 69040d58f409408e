package dev.upkeep.engine.detect.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names by which settings and scripts may mean a package, in full or without what they leave out. */
final class WrittenNames {

    private static final Pattern TOOL_PART = Pattern.compile(
            ".*(^|[-/@])(plugin|preset|loader|config|cli|eslint|babel|jest|webpack|rollup|vite|postcss|stylelint|prettier|karma|gulp|grunt|storybook|types?)([-/].*|$)");
    private static final Pattern LINT_PART = Pattern.compile("eslint-(plugin|config)(-.+)?");

    private WrittenNames() {}

    /** How settings and scripts may write it: tools let their users leave out the affix that all parts share. */
    static List<String> of(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(PackagePrograms.of(name));
        String bare = name.substring(name.lastIndexOf('/') + 1);
        String scope = name.startsWith("@") ? name.substring(0, name.indexOf('/') + 1) : "";
        if (isLintPart(bare)) {
            return names;
        }
        String shortened = bare.replaceFirst(
                "^(babel-(plugin|preset)|(plugin|preset|config)|prettier-plugin|stylelint-config|stylelint|karma|gulp|grunt|semantic-release|remark|rehype|postcss|lint|metro|addon|jest|commitlint-config|config)-",
                "");
        String trimmed = trimmed(bare);
        if (!shortened.equals(bare) || !trimmed.equals(bare)) {
            names.add(scope + shortened);
            names.add(trimmed);
            if (scope.isEmpty()) {
                names.add(shortened);
                names.add(trimmed(shortened));
                names.add(bare.startsWith("karma-") ? shortened.replaceFirst("-loader$", "") : shortened);
            }
        }
        if (!scope.isEmpty()) {
            if (bare.equals("cli")) {
                names.add(name.substring(1, name.indexOf('/')));
            }
            if (bare.matches("cli|(babel-)?(preset|plugin)")) {
                names.add(scope.substring(0, scope.length() - 1));
            }
        }
        return names;
    }

    /** Once each, and none that holds another of them behind a slash: it stands nowhere without that. */
    static List<String> withoutLonger(List<String> names) {
        return names.stream()
                .distinct()
                .filter(name -> names.stream().noneMatch(other -> name.endsWith("/" + other)))
                .toList();
    }

    private static String trimmed(String name) {
        return name.replaceFirst("(?<!-webpack)-(cli|plugin|preset|reporter|launcher|preprocessor)$", "");
    }

    /** Whether a tool may find the package by itself: a plugin, a preset, a loader, settings, types. */
    static boolean isToolPart(String name) {
        return TOOL_PART.matcher(name).matches();
    }

    /** Whether ESLint alone reads the package, by its name without the scope. */
    static boolean isLintPart(String bare) {
        return LINT_PART.matcher(bare).matches();
    }
}
