package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.rust.code.RustChecks;
import java.util.List;

/** The rules of this area. */
public final class DbRules {

    private DbRules() {}

    public static RuleGroup group() {
        return new RuleGroup(
                List.of(
                        new ConnectionPerCall(),
                        new NoConnectionPool(),
                        new SingleSharedConnection(),
                        new ScriptPoolSize(),
                        new RustChecks(List.of(new RustPoolSize()))),
                List.of(new RustConnections(), new ScriptConnections(), new SharedConnections()),
                List.of());
    }
}
