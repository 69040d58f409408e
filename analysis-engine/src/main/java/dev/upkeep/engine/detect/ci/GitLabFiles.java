package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * GitLab's pipeline of a repository: its file at the root, and the files of the repository that it includes.
 *
 * @param files the root first, then in the order in which they are included
 * @param whole whether nothing is included from elsewhere, so that what is not written here is not there
 * @param missing files that are included and do not exist: GitLab refuses the pipeline for each of them
 */
record GitLabFiles(List<File> files, boolean whole, List<Missing> missing) {

    static final Model<GitLabFiles> MODEL = new Model<>("ci.gitlab", repository -> new Reader(repository).read());

    private static final String ROOT = ".gitlab-ci.yml";

    /** One file. */
    record File(String path, Value root) {}

    /** A name that leads nowhere, and the place that names it. */
    record Missing(String path, int line, String name) {}

    /** The job or template of this name; where several files have one, the including file overrides. */
    Optional<Value> named(String name) {
        return files.stream().flatMap(file -> file.root().get(name).stream()).findFirst();
    }

    private static final class Reader {

        private final Repository repository;
        private final List<File> files = new ArrayList<>();
        private final List<Missing> missing = new ArrayList<>();
        private boolean whole = true;

        Reader(Repository repository) {
            this.repository = repository;
        }

        GitLabFiles read() {
            add(ROOT);
            return new GitLabFiles(List.copyOf(files), whole, List.copyOf(missing));
        }

        private void add(String path) {
            if (files.stream().noneMatch(file -> file.path().equals(path))) {
                Workflows.parse(repository, path).filter(Value::isMapping).ifPresent(root -> {
                    files.add(new File(path, root));
                    root.get("include").ifPresent(include -> each(include).forEach(one -> include(path, one)));
                    root.entries().stream()
                            .flatMap(job -> job.value().at("trigger", "include").stream())
                            .flatMap(Reader::each)
                            .forEach(one -> local(one).ifPresent(local -> found(path, local)));
                });
            }
        }

        private static Stream<Value> each(Value include) {
            return include.items().isEmpty() ? Stream.of(include) : include.items().stream();
        }

        private void include(String path, Value include) {
            Optional<Value> local = local(include);
            Optional<String> file = local.flatMap(each -> found(path, each));
            whole &= file.isPresent();
            file.ifPresent(this::add);
        }

        /** What is named in the repository itself, whenever it is included; empty for all else. */
        private static Optional<Value> local(Value include) {
            return Optional.of(include)
                    .filter(each -> each.get("rules").isEmpty())
                    .flatMap(each -> each.isMapping() ? each.get("local") : Optional.of(each))
                    .filter(each -> each.string()
                            .filter(name -> name.matches("[\\w@./+-]+\\.ya?ml"))
                            .isPresent());
        }

        private Optional<String> found(String path, Value local) {
            String name = local.string().orElse("");
            Optional<String> file = Paths.resolve("", name).filter(repository::exists);
            if (file.isEmpty()) {
                missing.add(new Missing(path, local.line(), name));
            }
            return file;
        }
    }
}
