package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Literal sizes of connection pools in scripts: {@code max} of a {@code Pool} of {@code pg} or of the {@code pool} of
 * Knex and Sequelize, {@code connectionLimit} of MySQL, {@code poolSize} of TypeORM.
 */
final class ScriptPoolSize implements SyntaxDetector {

    private static final Pattern CLIENT = Pattern.compile(
            "['\"](pg|postgres|mysql2?(/promise)?|mariadb|knex|sequelize(-typescript)?|typeorm|@neondatabase/serverless)['\"]");
    private static final Pattern CLIENT_CONFIG =
            Pattern.compile("(?s).*\\bclient\\s*:\\s*['\"](pg|mysql2?|postgres\\w*)['\"].*");

    @Override
    public Set<String> rules() {
        return Set.of(PoolLimit.RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("pair");
    }

    @Override
    public void visit(Node pair, SourceFile file, FindingSink sink) {
        String key = pair.child("key").map(Node::text).orElse("");
        boolean sized = switch (key) {
            case "connectionLimit", "poolSize" -> true;
            case "max" -> isOfPool(pair);
            default -> false;
        };
        if (sized
                && (CLIENT.matcher(file.text()).find()
                        || CLIENT_CONFIG.matcher(file.text()).matches())) {
            pair.child("value")
                    .filter(value -> value.is("number"))
                    .flatMap(value -> PoolLimit.above(value, key, file))
                    .ifPresent(sink::report);
        }
    }

    private static boolean isOfPool(Node pair) {
        Optional<Node> around = pair.parent().flatMap(Node::parent);
        boolean ofPool = around.filter(each -> each.is("pair"))
                .flatMap(each -> each.child("key"))
                .filter(key -> key.hasText("pool"))
                .isPresent();
        boolean made = around.filter(each -> each.is("arguments"))
                .flatMap(Node::parent)
                .flatMap(call -> call.child("constructor").or(() -> call.child("function")))
                .filter(name -> name.text().matches("(\\w+\\.)?Pool|postgres"))
                .isPresent();
        return ofPool || made;
    }
}
