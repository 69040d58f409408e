package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisResult.Coverage;
import dev.upkeep.engine.AnalysisResult.LanguageLines;
import dev.upkeep.engine.AnalysisResult.Skipped;
import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much of a repository was read, and what of it was not. */
final class ReadingSummary {

    private final RepositoryView repository;
    private final Listing listing;
    private final FilePass.Outcome outcome;

    ReadingSummary(RepositoryView repository, Listing listing, FilePass.Outcome outcome) {
        this.repository = repository;
        this.listing = listing;
        this.outcome = outcome;
    }

    Coverage coverage() {
        List<Skipped> skipped = new ArrayList<>(listing.selection().skipped());
        skipped.addAll(listing.rules().refused());
        listing.selection().chosen().forEach(entry -> {
            String reason = outcome.of(entry).skipped();
            if (reason != null) {
                skipped.add(new Skipped(entry.path(), reason));
            }
        });
        skipped.sort(Comparator.comparing(Skipped::path));
        return new Coverage(
                repository.entries().size(),
                repository.files().size(),
                repository.files().stream()
                        .mapToLong(file -> file.entry().size())
                        .sum(),
                outcome.cacheHits(),
                List.copyOf(skipped));
    }

    List<LanguageLines> languages() {
        Map<Language, List<AnalysedFile>> byLanguage = repository.files().stream()
                .filter(file -> file.context() != Context.GENERATED)
                .collect(Collectors.groupingBy(AnalysedFile::language));
        return byLanguage.entrySet().stream()
                .map(group -> lines(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingInt(LanguageLines::code).reversed().thenComparing(LanguageLines::name))
                .toList();
    }

    private static LanguageLines lines(Language language, List<AnalysedFile> files) {
        return new LanguageLines(
                language.displayName(),
                files.size(),
                files.stream().mapToInt(file -> file.facts().lines().total()).sum(),
                files.stream().mapToInt(file -> file.facts().lines().code()).sum());
    }
}
