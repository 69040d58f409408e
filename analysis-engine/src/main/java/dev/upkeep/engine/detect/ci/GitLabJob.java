package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.ci.GitLabFiles.File;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Value.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A job of GitLab's pipeline with all that it inherits.
 *
 * @param own what is written of the job itself
 * @param layers the job, the templates that it extends, then the defaults: what stands first wins
 * @param whole whether nothing that it inherits is out of sight
 */
record GitLabJob(String name, int line, Value own, List<Value> layers, boolean whole) {

    private static final Set<String> GLOBAL =
            Set.of("image", "services", "cache", "before_script", "after_script", "variables");
    private static final Set<String> NO_JOBS =
            Set.of("default", "include", "stages", "types", "workflow", "spec", "image", "services", "cache");
    private static final int DEEPEST = 10;

    /** The jobs of one file; templates, whose names begin with a dot, are none. */
    static Stream<GitLabJob> in(GitLabFiles files, File file) {
        return file.root().entries().stream()
                .filter(entry -> !entry.key().startsWith(".")
                        && !NO_JOBS.contains(entry.key())
                        && entry.value().isMapping())
                .map(entry -> new Inheritance(files).job(entry))
                .filter(job -> job.find("script").isPresent());
    }

    /** The first layer's entry of this key. */
    Optional<Entry> find(String key) {
        return layers.stream().flatMap(layer -> layer.entry(key).stream()).findFirst();
    }

    /** The first layer's value of this key. */
    Optional<Value> value(String key) {
        return find(key).map(Entry::value);
    }

    private static final class Inheritance {

        private final GitLabFiles files;
        private final List<Value> layers = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private boolean whole;

        Inheritance(GitLabFiles files) {
            this.files = files;
            this.whole = files.whole();
        }

        GitLabJob job(Entry entry) {
            add(entry.value(), 0);
            whole &= entry.value().get("inherit").isEmpty();
            files.files().forEach(file -> file.root().get("default").ifPresent(layers::add));
            files.files().forEach(file -> layers.add(globals(file)));
            return new GitLabJob(entry.key(), entry.line(), entry.value(), List.copyOf(layers), whole);
        }

        private void add(Value layer, int depth) {
            layers.add(layer);
            List<String> parents =
                    layer.get("extends").map(Value::strings).orElse(List.of()).reversed();
            for (String parent : parents) {
                Optional<Value> template = depth < DEEPEST ? files.named(parent) : Optional.empty();
                whole &= template.isPresent();
                template.filter(_ -> seen.add(parent)).ifPresent(each -> add(each, depth + 1));
            }
        }

        private static Value globals(File file) {
            return new Mapping(
                    file.root().line(),
                    file.root().entries().stream()
                            .filter(entry -> GLOBAL.contains(entry.key()))
                            .toList());
        }
    }
}
