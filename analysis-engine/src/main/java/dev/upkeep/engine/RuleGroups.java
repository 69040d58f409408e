package dev.upkeep.engine;

import dev.upkeep.engine.detect.RuleGroup;
import dev.upkeep.engine.detect.any.AnyRules;
import dev.upkeep.engine.detect.cache.CacheRules;
import dev.upkeep.engine.detect.cargo.CargoRules;
import dev.upkeep.engine.detect.cargo.crates.CrateRules;
import dev.upkeep.engine.detect.ci.CiRules;
import dev.upkeep.engine.detect.config.ConfigRules;
import dev.upkeep.engine.detect.db.DbRules;
import dev.upkeep.engine.detect.docker.DockerRules;
import dev.upkeep.engine.detect.kubernetes.KubernetesRules;
import dev.upkeep.engine.detect.loadtest.LoadTestRules;
import dev.upkeep.engine.detect.monitoring.MonitoringRules;
import dev.upkeep.engine.detect.npm.NpmRules;
import dev.upkeep.engine.detect.repo.RepoRules;
import dev.upkeep.engine.detect.rust.RustRules;
import dev.upkeep.engine.detect.script.ScriptRules;
import dev.upkeep.engine.detect.secrets.SecretsRules;
import dev.upkeep.engine.detect.sql.SqlRules;
import java.util.List;

/** Every area that the engine has code for. */
public final class RuleGroups {

    private RuleGroups() {}

    public static List<RuleGroup> all() {
        return List.of(
                AnyRules.group(),
                RustRules.group(),
                CargoRules.group(),
                CrateRules.group(),
                NpmRules.group(),
                ScriptRules.group(),
                ConfigRules.group(),
                DockerRules.group(),
                KubernetesRules.group(),
                CiRules.group(),
                LoadTestRules.group(),
                RepoRules.group(),
                SecretsRules.group(),
                SqlRules.group(),
                CacheRules.group(),
                DbRules.group(),
                MonitoringRules.group());
    }
}
