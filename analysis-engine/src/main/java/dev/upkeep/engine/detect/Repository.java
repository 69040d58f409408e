package dev.upkeep.engine.detect;

import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The whole repository under the eyes of the repository-level rules. Used by one thread. */
public interface Repository {

    /** Every entry of the tree, sorted by path: also those that were not analysed. */
    List<SourceEntry> entries();

    /** Every analysed file, sorted by path. */
    List<AnalysedFile> files();

    /** The analysed files with at least one link of this kind, sorted by path. */
    List<AnalysedFile> linking(String kind);

    /** The analysed file at this path. */
    Optional<AnalysedFile> file(String path);

    /** Whether a file, link or submodule stands at the path, or a folder holds something below it. */
    boolean exists(String path);

    /** The text of a file at this path, however it was classified; empty where there is none or it is too large. */
    Optional<String> text(String path);

    /**
     * What a reading makes of the text at this path; empty where there is no text. Kept from one analysis to the next while
     * there is room, so that a push does not read again what it left as it was.
     */
    default <T> Optional<T> read(Reading<T> reading, String path) {
        return text(path).map(text -> reading.make().apply(path, text));
    }

    /** The path in the repository that the link at this path says; empty where none stands there or it leads outside. */
    Optional<String> target(String path);

    History history();

    Settings settings();

    /** A derived view such as a module tree or a workspace, computed once per analysis. */
    <T> T model(Model<T> model);

    /**
     * A view of the paths alone. Kept from one analysis to the next of a tree with the same paths and links, as most pushes
     * leave it.
     */
    <T> T layout(Layout<T> layout);

    /** The analysed files below a folder, at any depth, without a look at all others; all of them for the root. */
    default List<AnalysedFile> below(String folder) {
        List<AnalysedFile> all = files();
        if (folder.isEmpty()) {
            return all;
        }
        // Whatever begins with the folder and a slash stands before the sign that follows the slash.
        return all.subList(firstFrom(folder + "/"), firstFrom(folder + (char) ('/' + 1)));
    }

    private int firstFrom(String path) {
        List<AnalysedFile> all = files();
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).path().compareTo(path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Analysed files of these languages. */
    default Stream<AnalysedFile> files(Language... languages) {
        Set<Language> wanted = EnumSet.copyOf(List.of(languages));
        return files().stream().filter(file -> wanted.contains(file.language()));
    }

    /** Analysed files with this name, such as {@code package.json}, that are neither vendored nor generated. */
    default Stream<AnalysedFile> named(String name) {
        return files().stream()
                .filter(file -> file.entry().isNamed(name))
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED);
    }

    /**
     * A way to read a text that takes more time than room.
     *
     * @param name identifies it
     * @param small whether what it makes takes far less room than the text
     * @param make from a path and its text, and from nothing else; what it makes is shared and must never change
     */
    record Reading<T>(String name, boolean small, BiFunction<String, String, T> make) {

        /** One whose result is about as large as the text. */
        public Reading(String name, BiFunction<String, String, T> make) {
            this(name, false, make);
        }

        /** One that finds a few things in a text. */
        public static <T> Reading<T> small(String name, BiFunction<String, String, T> make) {
            return new Reading<>(name, true, make);
        }
    }

    /**
     * A view that follows from where files lie.
     *
     * @param name identifies it
     * @param make from the paths, sorted, and where links among them lead, and from nothing else; what it makes is shared
     *     between analyses and threads
     */
    record Layout<T>(String name, BiFunction<List<String>, SymbolicLinks, T> make) {}

    /**
     * A view that several rules share.
     *
     * @param name identifies it within an analysis
     * @param settled whether what other views find out of the contexts of files does not change it, so that it is made
     *     once and kept when they are known
     * @param build makes it; must not report findings
     */
    record Model<T>(String name, boolean settled, Function<Repository, T> build) {

        public Model(String name, Function<Repository, T> build) {
            this(name, false, build);
        }

        /** One that is made once. */
        public static <T> Model<T> settled(String name, Function<Repository, T> build) {
            return new Model<>(name, true, build);
        }
    }
}
