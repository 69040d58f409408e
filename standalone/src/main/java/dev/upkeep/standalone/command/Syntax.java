package dev.upkeep.standalone.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/**
 * How a command is written.
 *
 * @param name the word after {@code upkeep}
 * @param operand what it takes besides options, as the help shows it
 * @param description one sentence
 * @param options in the order of the help, with {@link #HELP}
 */
record Syntax(String name, Optional<String> operand, String description, List<Option> options) {

    static final Option HELP =
            Option.builder("h").longOpt("help").desc("Shows this.").get();

    private static final int WIDTH = 100;

    /** An option that takes a value. */
    static Option option(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }

    /** An option that is there or not. */
    static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    /** @throws CommandFailure where the words do not fit */
    Arguments parse(List<String> words) {
        Options known = new Options();
        options.forEach(known::addOption);
        // An option is written in full: what is unique today may begin like another one tomorrow.
        DefaultParser parser =
                DefaultParser.builder().setAllowPartialMatching(false).get();
        try {
            return new Arguments(name, parser.parse(known, words.toArray(String[]::new)));
        } catch (ParseException wrong) {
            throw new CommandFailure(
                    ExitStatus.USAGE, name + ": " + wrong.getMessage() + " (see upkeep " + name + " --help)", wrong);
        }
    }

    /** What {@code --help} shows. */
    String help() {
        StringBuilder text = new StringBuilder();
        TextHelpAppendable paragraphs = new TextHelpAppendable(text);
        paragraphs.setMaxWidth(WIDTH);
        String usage = "upkeep " + name + operand.map(word -> " " + word).orElse("") + " [options]";
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(paragraphs)
                    .setShowSince(false)
                    .get()
                    .printHelp(usage, description, options, "", false);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory refuses to grow", e);
        }
        return text.toString();
    }
}
