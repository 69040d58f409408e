package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What installs packages. */
enum Installer {
    NPM("npm"),
    YARN("Yarn"),
    PNPM("pnpm"),
    BUN("Bun");

    private static final Pattern WITH_MAJOR = Pattern.compile("pnpm@(\\d{1,4})\\..*");
    private static final int PNPM_WITHOUT_SECTION = 11;

    private final String word;

    Installer(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Whether it reads this part of the manifest that it installs from. */
    boolean reads(String part, NpmPackage root) {
        return switch (part) {
            case ForcedVersions.OVERRIDES -> this == NPM || this == BUN;
            case ForcedVersions.RESOLUTIONS -> this != NPM;
            default -> this == PNPM && !isWithoutSection(root);
        };
    }

    private List<String> lockFiles() {
        return switch (this) {
            case NPM -> List.of("package-lock.json", "npm-shrinkwrap.json");
            case YARN -> List.of("yarn.lock");
            case PNPM -> List.of("pnpm-lock.yaml");
            case BUN -> List.of("bun.lock", "bun.lockb");
        };
    }

    /** The documentation of pnpm 11 says that it no longer reads what {@code package.json} has for it. */
    private static boolean isWithoutSection(NpmPackage root) {
        Matcher said = WITH_MAJOR.matcher(said(root).orElse(""));
        return said.matches() && Integer.parseInt(said.group(1)) >= PNPM_WITHOUT_SECTION;
    }

    private static Optional<String> said(NpmPackage root) {
        return root.manifest().get("packageManager").flatMap(Value::string);
    }

    /** The one that the lock file beside a manifest and its own word agree upon; empty where none or several do. */
    static Optional<Installer> of(Repository repository, NpmPackage root) {
        Set<Installer> found = EnumSet.noneOf(Installer.class);
        for (Installer each : values()) {
            String field = each.word.toLowerCase(Locale.ROOT);
            if (each.hasLockFile(repository, root)
                    || said(root).filter(text -> text.startsWith(field + "@")).isPresent()
                    || developedWith(root).filter(field::equals).isPresent()) {
                found.add(each);
            }
        }
        boolean deno = root.resolve("deno.lock").filter(repository::exists).isPresent();
        return found.size() == 1 && !deno ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private static Optional<String> developedWith(NpmPackage root) {
        return root.manifest().at("devEngines", "packageManager", "name").flatMap(Value::string);
    }

    /** Whether some lock file lies beside the manifest, so that it is installed by itself. */
    static boolean haveLockFile(Repository repository, NpmPackage npm) {
        return EnumSet.allOf(Installer.class).stream().anyMatch(each -> each.hasLockFile(repository, npm));
    }

    private boolean hasLockFile(Repository repository, NpmPackage npm) {
        return lockFiles().stream()
                .anyMatch(name -> npm.resolve(name).filter(repository::exists).isPresent());
    }
}
