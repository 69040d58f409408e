package dev.upkeep.engine.detect.secrets;

import dev.upkeep.engine.detect.RuleGroup;

/** The rules of this area. */
public final class SecretsRules {

    private SecretsRules() {}

    public static RuleGroup group() {
        return RuleGroup.of(new HardcodedCredential(), new LocalKeyReview());
    }
}
