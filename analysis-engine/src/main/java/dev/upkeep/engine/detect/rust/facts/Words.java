package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that decide whether a crate is used at all: the first segment of every path, also in macro calls, attributes
 * and derives ({@code rust.paths}), which of them stand under {@code cfg(test)} alone ({@code rust.test-paths}), and
 * those in the code of documentation ({@code rust.doc-paths}).
 */
final class Words {

    private static final Set<String> OWN_WORLD =
            Set.of("self", "Self", "super", "crate", "std", "core", "alloc", "", "_", "$crate");
    private static final Pattern LONGEST_NAME = Pattern.compile("(?:r#)?(\\w{1,80})");
    private static final Pattern IN_TEXT = Pattern.compile("(?<![\\w:])(\\w+)::|\\bextern crate (\\w+)|\\buse (\\w+)");
    /** What an example takes in, which the compiler does when it tests that. */
    private static final Pattern TAKEN_IN = Pattern.compile("\\binclude!\\(\\s*\"([^\"\\n]{1,200}\\.rs)\"");

    private static final Pattern BEHIND_NAME = Pattern.compile("::.*");
    /** Whoever names such a folder reads the files in it. */
    private static final Pattern FOLDER_OF_TESTS = Pattern.compile("(?:[\\w.-]+/)*tests(?:/[\\w-]+)+");

    private static final int LONGEST_FILE_NAME = 200;

    private final FactsBuilder facts;
    private final SyntaxTree tree;
    private final List<ContextRange> tests;
    private final Set<String> onlyInTests = new TreeSet<>();
    private final Set<String> elsewhere = new HashSet<>();
    /** The node that is visited. */
    private int at;

    /**
     * @param tests lines that are compiled under {@code cfg(test)} alone
     */
    Words(FactsBuilder facts, SyntaxTree tree, List<ContextRange> tests) {
        this.facts = facts;
        this.tree = tree;
        this.tests = tests;
    }

    /** After the last visit. */
    void finish() {
        onlyInTests.stream()
                .filter(name -> !elsewhere.contains(name))
                .forEach(name -> facts.word("rust.test-paths", name));
    }

    void visit(int index) {
        at = index;
        switch (tree.kind(index)) {
            case "scoped_identifier", "scoped_type_identifier", "scoped_use_list" -> leftmost(index);
            case "use_declaration", "use_list" -> children(index);
            case "use_as_clause" -> renamed(index);
            case "extern_crate_declaration" -> path(tree.childByField(index, "name"));
            case "attribute", "macro_invocation" -> path(index + 1);
            case "token_tree" -> tokens(index);
            case "string_literal", "raw_string_literal" -> string(index);
            case "line_comment", "block_comment" -> documentation(index);
            default -> {
                // no path begins here
            }
        }
    }

    private void leftmost(int index) {
        int path = tree.childByField(index, "path");
        if (path >= 0 && !tree.kind(path).startsWith("scoped_") && !isGoingOn(tree.parent(index))) {
            first(path);
        }
    }

    private void renamed(int index) {
        if (!isGoingOn(tree.parent(index))) {
            first(index + 1);
        }
    }

    /** Whether these are the entries behind a path: {@code use nu_protocol::{config::Shape}} names no {@code config}. */
    private boolean isGoingOn(int parent) {
        if (parent >= 0 && tree.kind(parent).equals("use_as_clause")) {
            return isGoingOn(tree.parent(parent));
        }
        return parent >= 0
                && tree.kind(parent).equals("use_list")
                && tree.kind(tree.parent(parent)).equals("scoped_use_list");
    }

    /** {@code use serde;} and the entries of {@code use {serde, tokio as t};}. */
    private void children(int index) {
        if (!isGoingOn(index)) {
            tree.children(index).filter(tree::named).forEach(this::first);
        }
    }

    private void path(int index) {
        if (index >= 0) {
            int at = index;
            while (tree.kind(at).startsWith("scoped_") && tree.childByField(at, "path") >= 0) {
                at = tree.childByField(at, "path");
            }
            first(at);
        }
    }

    private void first(int index) {
        switch (tree.kind(index)) {
            case "identifier", "type_identifier" -> word("rust.paths", tree.text(index));
            case "generic_type", "use_wildcard", "use_as_clause" -> path(index + 1);
            default -> {
                // brackets, self, super, crate
            }
        }
    }

    /** Among tokens a path is a name before {@code ::}; in attributes also a lone name or the text of a string. */
    private void tokens(int index) {
        boolean attribute = tree.node(index).ancestor("attribute").isPresent();
        String before = "";
        int name = -1;
        for (int child : tree.children(index).toArray()) {
            String kind = tree.kind(child);
            if (kind.equals("::") && name >= 0) {
                word("rust.paths", tree.text(name));
            }
            boolean isName = kind.equals("identifier") && !before.equals("::");
            name = isName ? child : -1;
            if (isName && attribute) {
                word("rust.paths", tree.text(child));
            }
            if (attribute && kind.equals("string_literal")) {
                word(
                        "rust.paths",
                        BEHIND_NAME
                                .matcher(Attributes.unquoted(tree.text(child)))
                                .replaceFirst(""));
            }
            before = kind;
        }
    }

    private void string(int index) {
        Node literal = tree.node(index);
        if (tree.end(index) - tree.start(index) < LONGEST_FILE_NAME) {
            String text = Attributes.unquoted(literal.text());
            if (text.contains(".rs")) {
                facts.word("rust.files", text);
            } else if (FOLDER_OF_TESTS.matcher(text).matches()) {
                facts.word("rust.files", text + "/*.rs");
            }
        }
    }

    private void documentation(int index) {
        String text = tree.text(index);
        boolean doc = text.startsWith("///") || text.startsWith("//!") || text.startsWith("/**");
        if (doc && text.contains(".rs\"")) {
            TAKEN_IN.matcher(text).results().forEach(file -> facts.word("rust.files", file.group(1)));
        }
        if (doc && (text.contains("::") || text.contains("use ") || text.contains("extern crate"))) {
            text("rust.doc-paths", text);
        }
    }

    private void text(String kind, String text) {
        Matcher names = IN_TEXT.matcher(text);
        while (names.find()) {
            for (int group = 1; group <= names.groupCount(); group++) {
                String name = names.group(group);
                if (name != null) {
                    word(kind, name);
                }
            }
        }
    }

    private void word(String kind, String written) {
        Matcher name = LONGEST_NAME.matcher(written);
        if (name.matches() && !OWN_WORLD.contains(name.group(1))) {
            facts.word(kind, name.group(1));
            if (kind.equals("rust.paths")) {
                (isInTests() ? onlyInTests : elsewhere).add(name.group(1));
            }
        }
    }

    private boolean isInTests() {
        return !tests.isEmpty() && TestPlaces.include(tests, tree.startLine(at));
    }
}
