package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.document.Paths;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file is that has no place among sources. */
enum BinaryKind {
    EXECUTABLE("executable or library", 0, "exe dll so dylib a lib o obj node"),
    COMPILED("compiled code", 0, "class pyc pyo rlib rmeta wasm elc beam"),
    PROFILE("record of a run for coverage", 0, "profraw profdata gcda gcno"),
    ARCHIVE(
            "archive",
            0,
            "zip tar gz tgz bz2 xz 7z rar zst jar war ear whl egg gem deb rpm apk aab ipa nupkg crate msi cab"),
    DATABASE("database", 0, "db sqlite sqlite3 mdb rdb ldb"),
    DISK_IMAGE("disk image", 0, "iso dmg img vmdk qcow2 vdi"),
    MEDIA(
            "video, sound or layered image",
            5L << 20,
            "mp4 mov avi mkv webm wav flac psd ai blend fbx mp3 m4a ogg sketch tif tiff bmp raw"),
    DATA(
            "model or data dump",
            5L << 20,
            "onnx pt pth h5 pb tflite safetensors gguf pkl npy npz parquet feather dump hprof pcap");

    /** The magic number of one platform or of several in one file, read as text, then the processor or their number. */
    private static final Pattern MACH_O = Pattern.compile("\ufffd{4}([\u0007\u000c]\0\0\u0001|\0\0\0[\u0001-\u0004])");

    private static final Pattern VERSIONED = Pattern.compile(".*\\.so(\\.\\d+)+");
    private static final Map<String, BinaryKind> BY_EXTENSION = byExtension();

    private final String words;
    private final long allowedBytes;
    private final String extensions;

    BinaryKind(String words, long allowedBytes, String extensions) {
        this.words = words;
        this.allowedBytes = allowedBytes;
        this.extensions = extensions;
    }

    private static Map<String, BinaryKind> byExtension() {
        Map<String, BinaryKind> kinds = new HashMap<>();
        for (BinaryKind kind : values()) {
            for (String extension : kind.extensions.split(" ", -1)) {
                kinds.put(extension, kind);
            }
        }
        return Map.copyOf(kinds);
    }

    String words() {
        return words;
    }

    /** Smaller ones of its kind are part of many products. */
    long allowedBytes() {
        return allowedBytes;
    }

    /** What the name promises; whether it is true is for {@link #ofContent} to say. */
    static Optional<BinaryKind> ofName(String path) {
        String extension = Paths.extension(path);
        if (path.contains(".so.") && VERSIONED.matcher(Paths.name(path)).matches()) {
            return Optional.of(EXECUTABLE);
        }
        return Optional.ofNullable(BY_EXTENSION.get(extension));
    }

    /** What the first characters of the content show. */
    static Optional<BinaryKind> ofContent(String start) {
        if (start.startsWith("\u007fELF") || (start.startsWith("MZ") && start.contains("PE\0\0"))) {
            return Optional.of(EXECUTABLE);
        }
        if (MACH_O.matcher(start).lookingAt()) {
            return Optional.of(EXECUTABLE);
        }
        if (start.startsWith("SQLite format 3")) {
            return Optional.of(DATABASE);
        }
        if (start.startsWith("PK\u0003\u0004") || start.startsWith("!<arch>\n") || start.startsWith("Rar!")) {
            return Optional.of(start.startsWith("!<arch>") ? EXECUTABLE : ARCHIVE);
        }
        if (start.startsWith("\0asm")) {
            return Optional.of(COMPILED);
        }
        return Optional.empty();
    }
}
