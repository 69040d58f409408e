package dev.upkeep.standalone.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** What was written behind the name of a command. Everything here throws {@link CommandFailure} for what does not fit. */
final class Arguments {

    private final String command;
    private final CommandLine line;

    Arguments(String command, CommandLine line) {
        this.command = command;
        this.line = line;
    }

    boolean has(Option option) {
        return line.hasOption(option);
    }

    /** The only word that belongs to no option. */
    String operand(String meaning) {
        return switch (line.getArgList().size()) {
            case 0 -> throw wrong(meaning + " is missing");
            case 1 -> line.getArgList().getFirst();
            default ->
                throw wrong("one " + meaning + " at a time, not also '"
                        + line.getArgList().get(1) + "'");
        };
    }

    void requireNoOperand() {
        if (!line.getArgList().isEmpty()) {
            throw wrong("'" + line.getArgList().getFirst() + "' belongs to no option");
        }
    }

    Optional<String> value(Option option) {
        List<String> values = values(option);
        if (values.size() > 1) {
            throw wrong(name(option) + " is there more than once");
        }
        return values.stream().findFirst();
    }

    /** Of an option that may be repeated. */
    List<String> values(Option option) {
        String[] values = line.getOptionValues(option);
        return values == null ? List.of() : List.of(values);
    }

    Path requiredPath(Option option) {
        return path(option).orElseThrow(() -> wrong(name(option) + " is missing"));
    }

    Optional<Path> path(Option option) {
        try {
            return value(option).map(Path::of);
        } catch (InvalidPathException e) {
            throw wrong(name(option) + ": not a path: " + e.getMessage(), e);
        }
    }

    /** A whole number; the one given where the option is left out. */
    int number(Option option, int least, int most, int otherwise) {
        int number = value(option).map(text -> number(option, text)).orElse(otherwise);
        if (number < least || number > most) {
            throw wrong(name(option) + " " + number + ": has to be from " + least + " to " + most);
        }
        return number;
    }

    private int number(Option option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name(option) + " " + text + ": not a number", e);
        }
    }

    /** One of the constants, in capitals or not. */
    <E extends Enum<E>> Optional<E> choice(Option option, Class<E> type) {
        return value(option)
                .map(text -> Stream.of(type.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> wrong(name(option) + " " + text + ": has to be " + words(type))));
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String name(Option option) {
        return "--" + option.getLongOpt();
    }

    private CommandFailure wrong(String problem) {
        return new CommandFailure(ExitStatus.USAGE, said(problem));
    }

    private CommandFailure wrong(String problem, Exception cause) {
        return new CommandFailure(ExitStatus.USAGE, said(problem), cause);
    }

    private String said(String problem) {
        return command + ": " + problem + " (see upkeep " + command + " --help)";
    }
}
