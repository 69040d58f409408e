package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.document.Paths;
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
    private static final Pattern FOLDER =
            Pattern.compile("(^|/)(\\.[\\w-]+|webpack|gulp|gulpfile\\.js|rollup|eslint|eslint-rules|plop-templates)/");

    private ToolConfigs() {}

    public static boolean isOne(String path) {
        return NAME.matcher(Paths.name(path)).matches() || FOLDER.matcher(path).find();
    }
}
