package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Dockerfile;
import dev.upkeep.engine.document.Dockerfile.Instruction;
import dev.upkeep.engine.document.Parsed.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first instruction of a Dockerfile that no builder knows, or that stands before any stage. */
final class DockerfileSyntax {

    private static final Set<String> KNOWN = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private DockerfileSyntax() {}

    static Optional<Problem> check(SourceFile file) {
        Dockerfile dockerfile = Dockerfile.parse(file.text());
        List<Instruction> instructions = dockerfile.instructions();
        boolean otherFrontend =
                !dockerfile.frontend().isEmpty() && !dockerfile.frontend().contains("docker/dockerfile");
        boolean builds = instructions.stream().anyMatch(each -> each.is("FROM"));
        if (otherFrontend || !builds) {
            return Optional.empty();
        }
        return instructions.stream()
                .filter(each -> !KNOWN.contains(each.keyword()))
                .findFirst()
                .map(each -> new Problem(each.startLine(), 1, "unknown instruction " + each.keyword()))
                .or(() -> beforeFirstStage(instructions));
    }

    private static Optional<Problem> beforeFirstStage(List<Instruction> instructions) {
        Instruction first = instructions.stream()
                .filter(each -> !each.is("ARG"))
                .findFirst()
                .orElseThrow();
        return first.is("FROM")
                ? Optional.empty()
                : Optional.of(new Problem(first.startLine(), 1, first.keyword() + " before the first FROM"));
    }
}
