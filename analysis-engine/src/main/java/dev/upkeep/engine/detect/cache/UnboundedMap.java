package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.List;
import java.util.Map;

/**
 * A map that is filled and looked up, and that nothing in its file bounds.
 *
 * @param owner the struct or class that it is a field of; empty for those that live as long as the program
 * @param key the type of its keys
 * @param ofOwner whether it lives only as long as its owner, of which this file does not tell how long that is
 * @param insert line where it is filled
 * @param lookup line where it is looked up
 * @param named whether a name says that it is a cache
 */
record UnboundedMap(String name, String owner, String key, boolean ofOwner, int insert, int lookup, boolean named) {

    static final String KIND = "cache.unbounded";

    /** The key of a function whose results are kept under its arguments. */
    static final String ARGUMENTS = "arguments";

    Link link(int line) {
        return new Link(
                KIND,
                name,
                List.of(),
                line,
                Map.of(
                        "owner", owner,
                        "key", key,
                        "ofOwner", String.valueOf(ofOwner),
                        "insert", String.valueOf(insert),
                        "lookup", String.valueOf(lookup),
                        "named", String.valueOf(named)));
    }

    static UnboundedMap of(Link link) {
        Map<String, String> says = link.attributes();
        return new UnboundedMap(
                link.target(),
                says.getOrDefault("owner", ""),
                says.getOrDefault("key", ""),
                Boolean.parseBoolean(says.get("ofOwner")),
                Integer.parseInt(says.getOrDefault("insert", "0")),
                Integer.parseInt(says.getOrDefault("lookup", "0")),
                Boolean.parseBoolean(says.get("named")));
    }
}
