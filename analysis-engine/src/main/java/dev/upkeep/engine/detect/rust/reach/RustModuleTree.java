package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoTarget.Kind;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.rust.reach.ModuleWalk.Visit;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The modules of all crates of the repository: which file is compiled, for what, and under which name. */
public final class RustModuleTree {

    public static final Model<RustModuleTree> MODEL = Model.settled("rust-module-tree", RustModuleTree::new);

    /** A build script that writes module declarations, or that looks for sources itself. */
    private static final Pattern MAKES_MODULES = Pattern.compile("\"[^\"]*\\bmod |#\\[path|read_dir|WalkDir|glob\\(");

    private static final Pattern OTHER_SOURCE = Pattern.compile("(?<!build)\\.rs\\b|\"rs\"");

    /** How the compiler comes to a file: the weightiest purpose, all kinds of targets, and its name on the first way. */
    static final class Place {

        private Context context;
        private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        private final Set<String> packages = new TreeSet<>();
        private final String root;
        private final List<String> module;
        private boolean tested;

        Place(Context context, String root, List<String> module) {
            this.context = context;
            this.root = root;
            this.module = module;
        }

        Context context() {
            return context;
        }

        Set<Kind> kinds() {
            return kinds;
        }

        /** The manifests of all packages that compile it. */
        Set<String> packages() {
            return packages;
        }

        /** The root file of the first crate that it belongs to. */
        String root() {
            return root;
        }

        List<String> module() {
            return module;
        }

        /** Whether {@code cargo test} runs the tests of one of the targets that it belongs to. */
        boolean tested() {
            return tested;
        }
    }

    private final Repository repository;
    private final CargoWorkspace workspace;
    private final Map<String, Place> places = new TreeMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> incomplete = new HashSet<>();

    private RustModuleTree(Repository repository) {
        this.repository = repository;
        this.workspace = repository.model(CargoWorkspace.MODEL);
        workspace.packages().forEach(this::walk);
        workspace.packages().stream()
                .filter(this::isOpen)
                .map(CargoPackage::folder)
                .forEach(incomplete::add);
    }

    private void walk(CargoPackage owner) {
        for (CargoTarget target : owner.targets()) {
            if (target.exists()) {
                new ModuleWalk(repository, owner, new Arrivals(owner, target)).from(target);
            }
        }
    }

    /** Notes the files of one target; a way is followed again only where it makes a file weightier. */
    private final class Arrivals implements ModuleWalk.Reached {

        private final CargoPackage owner;
        private final CargoTarget target;
        private final Map<String, Context> seen = new HashMap<>();

        Arrivals(CargoPackage owner, CargoTarget target) {
            this.owner = owner;
            this.target = target;
        }

        @Override
        public boolean enter(Visit visit) {
            Place place = places.computeIfAbsent(
                    visit.path(), path -> new Place(visit.context(), target.path(), visit.module()));
            place.kinds.add(target.kind());
            place.packages.add(owner.manifest());
            place.tested |= target.tested();
            if (visit.context().compareTo(place.context) > 0) {
                place.context = visit.context();
            }
            Context before = seen.get(visit.path());
            boolean leadsOn = before == null || visit.context().compareTo(before) > 0;
            if (leadsOn) {
                seen.put(visit.path(), visit.context());
            }
            return leadsOn;
        }

        @Override
        public void missing(String folder) {
            missing.add(folder);
        }
    }

    /** Whether more files may belong to the package than could be followed. */
    private boolean isOpen(CargoPackage owner) {
        boolean rootMissing =
                owner.targets().isEmpty() || owner.targets().stream().anyMatch(RustModuleTree::isLostRoot);
        return rootMissing || scriptMakesModules(owner) || hasUnreadFile(owner);
    }

    /** A library or program without its root file. Sources do not depend on the roots of tests and benchmarks. */
    private static boolean isLostRoot(CargoTarget target) {
        return !target.exists() && (target.kind() == Kind.LIBRARY || target.kind() == Kind.BINARY);
    }

    private boolean scriptMakesModules(CargoPackage owner) {
        return owner.targets().stream()
                .filter(target -> target.kind() == Kind.BUILD_SCRIPT)
                .map(CargoTarget::path)
                .flatMap(path -> repository.text(path).stream())
                .anyMatch(script -> OTHER_SOURCE.matcher(script).find()
                        && MAKES_MODULES.matcher(script).find());
    }

    private boolean hasUnreadFile(CargoPackage owner) {
        return places.keySet().stream()
                .filter(path -> Paths.isWithin(path, owner.folder()))
                .anyMatch(path -> repository.file(path).isEmpty());
    }

    /** The weightiest purpose for which this file is compiled; empty where no target leads to it. */
    public Optional<Context> purpose(String path) {
        return place(path).map(Place::context);
    }

    /** Whether a library leads to this file. */
    public boolean isInLibrary(String path) {
        return place(path).filter(place -> place.kinds().contains(Kind.LIBRARY)).isPresent();
    }

    /** How the compiler comes to this file; empty where no target leads to it. */
    Optional<Place> place(String path) {
        return Optional.ofNullable(places.get(path));
    }

    /** All files that are compiled, by path. */
    Map<String, Place> places() {
        return places;
    }

    /** The package that a file belongs to, where all modules of that package could be followed. */
    public Optional<CargoPackage> closedPackage(String path) {
        return workspace.owner(path).filter(owner -> !incomplete.contains(owner.folder()));
    }

    /** Whether a declared module, of which no file is there, would have its files here. */
    boolean belongsToMissingModule(String path) {
        for (String folder = Paths.folder(path); !folder.isEmpty(); folder = Paths.folder(folder)) {
            if (missing.contains(folder)) {
                return true;
            }
        }
        return false;
    }

    /** All analysed Rust files that no target leads to. */
    List<AnalysedFile> unreached() {
        return repository
                .files(Language.RUST)
                .filter(file -> !places.containsKey(file.path()))
                .toList();
    }
}
