package dev.upkeep.analyzer.outbound.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTreeTest {

    @TempDir
    Path temporary;

    private Path root = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(temporary.resolve("project"));
    }

    @Test
    void filesAreListedByPathWithTheIdsThatGitWouldGive() throws IOException {
        write("b.txt", "hello\n");
        write("a/c.txt", "");

        assertThat(tree().entries())
                .containsExactly(
                        new SourceEntry("a/c.txt", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", 0, Kind.FILE),
                        new SourceEntry("b.txt", "ce013625030ba8dba906f756967f9e9ca394464a", 6, Kind.FILE));
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Files.writeString(temporary.resolve("secret"), "outside");
        Files.createSymbolicLink(root.resolve("file-link"), temporary.resolve("secret"));
        Files.createSymbolicLink(root.resolve("folder-link"), temporary);

        DirectorySourceTree tree = tree();

        assertThat(tree.entries()).extracting(SourceEntry::kind).containsExactly(Kind.SYMLINK, Kind.SYMLINK);
        assertThatThrownBy(() -> tree.read(tree.entries().getFirst())).hasMessage("not a file");
    }

    @Test
    void whatIsWrittenInALinkIsTold() throws IOException {
        write("scripts/shared.js", "1");
        Files.createSymbolicLink(root.resolve("own.js"), Path.of("scripts/shared.js"));

        DirectorySourceTree tree = tree();

        assertThat(tree.target(tree.entries().getFirst())).contains("scripts/shared.js");
        assertThat(tree.target(tree.entries().getLast())).isEmpty();
    }

    @Test
    void whatGitignoreFilesNameIsLeftOut() throws IOException {
        write(".gitignore", "*.log\n/build/\n");
        write("x.log", "1");
        write("build/out.txt", "1");
        write("sub/build/kept.txt", "1");
        write("sub/.gitignore", "!keep.log\n");
        write("sub/keep.log", "1");
        write("sub/drop.log", "1");
        write(".git/config", "1");
        write("sub/.git/config", "1");

        assertThat(paths()).containsExactly(".gitignore", "sub/.gitignore", "sub/build/kept.txt", "sub/keep.log");
    }

    @Test
    void socketsAndTheLikeAreNoFiles() throws IOException {
        write("a.txt", "1");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            assertThat(paths()).containsExactly("a.txt");
        }
    }

    @Test
    void aFileThatChangedSinceItWasListedIsNotReadUnderItsOldId() throws IOException {
        write("a.txt", "before");
        DirectorySourceTree tree = tree();
        write("a.txt", "after!");

        assertThatThrownBy(() -> tree.read(tree.entries().getFirst()))
                .hasMessage("it changed while the folder was read");
    }

    @Test
    void theSameContentHasTheSameIdAndOtherContentAnother() throws IOException {
        write("a.txt", "1");
        String first = tree().digest();
        String second = tree().digest();
        write("a.txt", "2");

        assertThat(first).startsWith("tree-").isEqualTo(second).isNotEqualTo(tree().digest());
    }

    private DirectorySourceTree tree() throws IOException {
        return switch (DirectorySourceTree.of(root, TestLimits.WIDE)) {
            case Outcome.Done<DirectorySourceTree>(DirectorySourceTree tree) -> tree;
            case Outcome.Refused<DirectorySourceTree>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private List<String> paths() throws IOException {
        return tree().entries().stream().map(SourceEntry::path).toList();
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
