package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.rust.facts.Attributes;
import dev.upkeep.engine.detect.rust.facts.Attributes.Attribute;
import dev.upkeep.engine.detect.rust.facts.ImportLinks;
import dev.upkeep.engine.detect.rust.facts.ImportLinks.Import;
import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.detect.rust.facts.TestPlaces;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a Rust file names of tokio, as paths from the crate's root ({@code tokio::io::stdin}), with imported names
 * resolved, in code, macro calls and attributes. Words of the kinds {@value #PRODUCTION}, {@value #OTHER} (tests and
 * documentation), {@value #MACROS} (what macros of this file write into the code of others: {@code run! tokio::spawn}
 * where the macro's name is known) and {@value #UNSURE} (why not
 * all is known).
 */
final class TokioFacts implements FactsExtractor {

    static final String PRODUCTION = "tokio.production";
    static final String OTHER = "tokio.other";
    static final String MACROS = "tokio.macros";
    static final String UNSURE = "tokio.unsure";

    /** Methods that exist only with a feature of which the type's path says nothing. */
    static final Set<String> METHODS = Set.of(
            "enable_time",
            "send_timeout",
            "try_read_buf",
            "recv_buf",
            "recv_buf_from",
            "try_recv_buf",
            "try_recv_buf_from");

    /** What they need depends on what is used of them. */
    static final Set<String> DECIDED_BY_USE = Set.of(
            "tokio",
            "tokio::io",
            "tokio::task",
            "tokio::runtime",
            "tokio::runtime::Runtime",
            "tokio::runtime::Builder");

    private static final int DEEPEST = 4;
    private static final Pattern DOCUMENTED = Pattern.compile("\\btokio((?:::\\w+)+)(::\\{)?|\\btokio::\\{");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (!file.text().contains("tokio")) {
            return;
        }
        if (file.tree().isEmpty() || file.tree().get().hasError()) {
            facts.word(UNSURE, "not all of the file can be read");
            return;
        }
        SyntaxTree tree = file.tree().get();
        new Reading(tree, TestPlaces.in(file, tree), facts).run();
    }

    /** One file. */
    private static final class Reading {

        private final SyntaxTree tree;
        private final FactsBuilder facts;
        private final List<ContextRange> tests;
        private final Map<String, String> bound = new HashMap<>();

        Reading(SyntaxTree tree, List<ContextRange> tests, FactsBuilder facts) {
            this.tree = tree;
            this.facts = facts;
            this.tests = tests;
            bound.put("tokio", "tokio");
        }

        void run() {
            for (int index = 0; index < tree.size(); index++) {
                if (tree.kind(index).equals("use_declaration")) {
                    imports(tree.node(index));
                }
            }
            for (int index = 0; index < tree.size(); index++) {
                visit(index);
            }
        }

        private void imports(Node declaration) {
            boolean exported = declaration.childOfKind("visibility_modifier").isPresent();
            for (Import each : ImportLinks.of(declaration)) {
                String path = each.path().replaceFirst("^::", "");
                if (path.equals("tokio") || path.startsWith("tokio::")) {
                    add(path, each.line(), declaration);
                    if (!each.name().equals("_")) {
                        bound.put(each.name(), path);
                    }
                    if (exported) {
                        facts.word(UNSURE, "it is handed on");
                    }
                }
            }
        }

        private void visit(int index) {
            switch (tree.kind(index)) {
                case "scoped_identifier", "scoped_type_identifier" -> path(tree.node(index));
                case "token_tree" -> tokens(tree.node(index));
                case "field_identifier" -> method(tree.node(index));
                case "use_declaration" -> ambiguous(tree.node(index));
                case "extern_crate_declaration" -> {
                    if (tree.text(index).contains("tokio")) {
                        facts.word(UNSURE, "it is an `extern crate`");
                    }
                }
                case "line_comment", "block_comment" -> documentation(tree.text(index));
                default -> {
                    // no name of a crate begins here
                }
            }
        }

        /** A name that also comes from elsewhere, such as both {@code io} modules in two modules of one file. */
        private void ambiguous(Node declaration) {
            for (Import each : ImportLinks.of(declaration)) {
                String known = bound.get(each.name());
                if (known != null
                        && DECIDED_BY_USE.contains(known)
                        && !each.path().replaceFirst("^::", "").equals(known)) {
                    facts.word(UNSURE, "`" + each.name() + "` has two meanings");
                }
            }
        }

        private void path(Node node) {
            boolean outermost = node.parent()
                    .filter(up -> up.kind().startsWith("scoped_") || up.is("use_as_clause") || up.is("use_wildcard"))
                    .isEmpty();
            if (!outermost || node.ancestor("use_declaration").isPresent()) {
                return;
            }
            List<String> segments = RustPath.segments(node);
            String first = segments.isEmpty() ? null : bound.get(segments.getFirst());
            if (first != null) {
                add(joined(first, segments.subList(1, segments.size())) + flavour(node), node.startLine(), node);
            }
        }

        /** The options of {@code #[tokio::main(…)]} and {@code #[tokio::test(…)]}, which decide about the runtime. */
        private static String flavour(Node path) {
            return path.parent()
                    .filter(up -> up.is("attribute"))
                    .flatMap(Node::parent)
                    .flatMap(Attributes::of)
                    .map(Attribute::arguments)
                    .map(arguments -> arguments.contains("current_thread")
                            ? "#current_thread"
                            : arguments.contains("multi_thread") || arguments.contains("worker_threads")
                                    ? "#multi_thread"
                                    : "")
                    .orElse("");
        }

        /** Among tokens a path is names with {@code ::} between them. */
        private void tokens(Node tokenTree) {
            List<Node> tokens = tokenTree.children();
            for (int at = 0; at < tokens.size(); at++) {
                Node token = tokens.get(at);
                if (!isName(token)) {
                    continue;
                }
                List<String> names = new ArrayList<>();
                names.add(RustPath.plain(token.text()));
                int end = at;
                while (end + 2 < tokens.size() && tokens.get(end + 1).is("::") && isName(tokens.get(end + 2))) {
                    end += 2;
                    names.add(RustPath.plain(tokens.get(end).text()));
                }
                boolean inside = at > 1 && tokens.get(at - 1).is("::") && isName(tokens.get(at - 2));
                String first = inside ? null : bound.get(names.getFirst());
                if (names.size() == 1 && METHODS.contains(names.getFirst())) {
                    add("." + names.getFirst(), token.startLine(), token);
                } else if (names.size() > 1 && first != null) {
                    add(joined(first, names.subList(1, names.size())), token.startLine(), token);
                } else if (first != null && names.size() == 1 && beginsList(tokens, at)) {
                    facts.word(UNSURE, "a macro call holds a list of names");
                }
                at = end;
            }
        }

        private static boolean beginsList(List<Node> tokens, int at) {
            return at + 2 < tokens.size()
                    && tokens.get(at + 1).is("::")
                    && (tokens.get(at + 2).is("token_tree")
                            || tokens.get(at + 2).is("*"));
        }

        private static boolean isName(Node token) {
            return token.is("identifier");
        }

        private void method(Node name) {
            if (METHODS.contains(name.text())) {
                add("." + name.text(), name.startLine(), name);
            }
        }

        private void documentation(String text) {
            boolean documents = text.startsWith("///") || text.startsWith("//!") || text.startsWith("/**");
            if (documents && text.contains("tokio::")) {
                DOCUMENTED.matcher(text).results().forEach(this::documented);
            }
        }

        private void documented(MatchResult found) {
            String path = found.group(1);
            if (path == null || found.group(2) != null || path.matches("::(io|runtime|task)")) {
                facts.word(UNSURE, "documentation imports a list of names");
            } else {
                facts.word(OTHER, shortened("tokio" + path));
            }
        }

        private void add(String path, int line, Node node) {
            boolean test = tests.stream().anyMatch(range -> range.covers(line));
            facts.word(test ? OTHER : PRODUCTION, shortened(path));
            node.ancestor("macro_definition")
                    .filter(Reading::isExported)
                    .flatMap(macro -> macro.child("name"))
                    .ifPresent(name -> facts.word(MACROS, name.text() + "! " + shortened(path)));
            boolean written = node.ancestor("macro_invocation")
                    .flatMap(call -> call.child("macro"))
                    .filter(macro -> macro.text().startsWith("quote"))
                    .isPresent();
            if (written) {
                facts.word(MACROS, shortened(path));
            }
        }

        private static boolean isExported(Node macro) {
            return Attributes.before(macro).stream().map(Attribute::path).anyMatch("macro_export"::equals);
        }

        private static String joined(String first, List<String> rest) {
            return rest.isEmpty() ? first : first + "::" + String.join("::", rest);
        }

        private static String shortened(String path) {
            String[] parts = path.split("::", -1);
            return parts.length <= DEEPEST
                    ? path
                    : String.join("::", List.of(parts).subList(0, DEEPEST));
        }
    }
}
