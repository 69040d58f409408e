package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.document.Paths;
import java.util.Set;
import java.util.regex.Pattern;

/** Sources that tools find by their names: nothing imports them, and they name what the tools start. */
public final class ToolConfigs {

    private static final Pattern NAME = Pattern.compile(
            "(.+[.-](config|conf|setup|preset|workspace)(\\.\\w+)?\\.[cm]?[jt]sx?|\\..+\\.[cm]?[jt]sx?"
                    + "|(gulp|grunt|jake|knex|dev|wallaby|dangerfile|brunch|fusebox|rush|plop)(file)?(\\..*)?\\.[cm]?[jt]s"
                    + "|(webpack|rollup|vite|vitest|jest|karma|babel|esbuild|tsup|metro|rspack|protractor)[.-].*\\.[cm]?[jt]s"
                    + "|setup-?tests?\\.[cm]?[jt]sx?|(vitest|jest|test)[.-]?setup.*\\.[cm]?[jt]sx?|global-?(setup|teardown).*"
                    + "|sidebars.*\\.[jt]s|gatsby-.*|env(ironment)?\\.d\\.ts|serverless\\.[jt]s|esbuild.*\\.[cm]?js)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> FOLDERS =
            Set.of("webpack", "gulp", "gulpfile.js", "rollup", "eslint", "eslint-rules", "plop-templates");

    private ToolConfigs() {}

    public static boolean isOne(String path) {
        return isInFolder(path) || NAME.matcher(Paths.name(path)).matches();
    }

    /** Asked of every file by several rules, and a pattern over the whole path costs more than all else here. */
    private static boolean isInFolder(String path) {
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            if ((path.charAt(from) == '.' && slash > from + 1) || FOLDERS.contains(path.substring(from, slash))) {
                return true;
            }
            from = slash + 1;
        }
        return false;
    }
}
