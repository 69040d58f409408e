package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads one small broken program and compares every node with what is known, before a library is trusted. Go's grammar
 * serves because it is small and of the newest format that is shipped: a core that accepts it accepts all.
 */
final class SelfCheck {

    private static final String PROGRAM = "package p\nfunc f(a int) { g( }\n";

    private static final String EXPECTED = String.join(
            " ",
            "source_file 0-31/21",
            "package_clause 0-9/4 package 0-7/3 package_identifier 8-9/4",
            "function_declaration 10-30/21 func 10-14/6 identifier 15-16/7=name",
            "parameter_list 16-23/13=parameters ( 16-17/9",
            "parameter_declaration 17-22/12 identifier 17-18/11=name type_identifier 19-22/12=type ) 22-23/13",
            "block 24-30/21=body { 24-25/15",
            "statement_list 26-27/18 expression_statement 26-27/18 identifier 26-27/18",
            "ERROR 27-28/20 ( 27-28/20 } 29-30/21");

    private SelfCheck() {}

    static void run(NativeCore core) throws UnusableLibraryException {
        try (Parser parser = core.open(ParseLimits.DEFAULT)) {
            String seen = switch (parser.parse(PROGRAM.getBytes(StandardCharsets.US_ASCII), Language.GO)) {
                case ParseOutcome.Parsed(SyntaxTree tree) -> listing(tree);
                case ParseOutcome other -> other.toString();
            };
            if (!seen.equals(EXPECTED)) {
                throw new UnusableLibraryException("it reads a small program otherwise than expected: " + seen);
            }
        }
    }

    private static String listing(SyntaxTree tree) {
        return IntStream.range(0, tree.size())
                .mapToObj(index -> "%s %d-%d/%d%s%s"
                        .formatted(
                                tree.kind(index),
                                tree.start(index),
                                tree.end(index),
                                tree.subtreeEnd(index),
                                field(tree, index),
                                tree.missing(index) ? "!" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String field(SyntaxTree tree, int index) {
        int field = tree.field(index);
        return field == 0 ? "" : "=" + tree.symbols().fields().get(field - 1);
    }
}
