package dev.upkeep.analyzer.outbound;

import dev.upkeep.engine.ResultCache;
import java.util.Collection;
import java.util.Map;

/** Keeps results until it is told to forget them. */
final class OneRoundCache implements ResultCache {

    private final long mostBytes;
    private volatile LocalResultCache kept;

    OneRoundCache(long mostBytes) {
        this.mostBytes = mostBytes;
        this.kept = new LocalResultCache(mostBytes);
    }

    @Override
    public Map<String, byte[]> find(Collection<String> keys) {
        return kept.find(keys);
    }

    @Override
    public void store(Map<String, byte[]> fresh) {
        kept.store(fresh);
    }

    void forget() {
        kept = new LocalResultCache(mostBytes);
    }
}
