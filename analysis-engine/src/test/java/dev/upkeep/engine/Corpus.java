package dev.upkeep.engine;

import dev.upkeep.engine.source.InMemoryTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Real source trees that come with the build. */
final class Corpus {

    private Corpus() {}

    /** The tree of the one commit in a Git bundle: two lines of text, an empty one, and a pack. */
    static InMemoryTree ofBundle(Path bundle) throws IOException {
        InMemoryTree tree = new InMemoryTree();
        try (InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("corpus"));
                InputStream content = new BufferedInputStream(Files.newInputStream(bundle));
                ObjectInserter objects = repository.newObjectInserter()) {
            if (!line(content).equals("# v2 git bundle")) {
                throw new IOException("no Git bundle: " + bundle);
            }
            ObjectId head = ObjectId.fromString(line(content).substring(0, Constants.OBJECT_ID_STRING_LENGTH));
            line(content);
            objects.newPackParser(content).parse(NullProgressMonitor.INSTANCE);
            objects.flush();
            read(repository, head, tree);
        }
        return tree;
    }

    private static void read(InMemoryRepository repository, ObjectId head, InMemoryTree tree) throws IOException {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(head).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                tree.with(
                        walk.getPathString(),
                        repository.open(walk.getObjectId(0)).getBytes());
            }
        }
    }

    private static String line(InputStream content) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int sign = content.read(); sign >= 0 && sign != '\n'; sign = content.read()) {
            line.append((char) sign);
        }
        return line.toString();
    }

    /** The files of an npm package, packed for Maven, whose paths within it match. */
    static InMemoryTree ofPackage(String nameAndVersion, String paths) throws IOException {
        String root = "META-INF/resources/webjars/" + nameAndVersion + "/";
        URL manifest = Objects.requireNonNull(
                Corpus.class.getClassLoader().getResource(root + "package.json"), "not on the class path: " + root);
        Pattern wanted = Pattern.compile(paths);
        InMemoryTree tree = new InMemoryTree();
        try (JarFile jar = ((JarURLConnection) manifest.openConnection()).getJarFile()) {
            for (JarEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                String path = entry.getName().startsWith(root) ? entry.getName().substring(root.length()) : "";
                if (wanted.matcher(path).matches()) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        tree.with(path, content.readAllBytes());
                    }
                }
            }
        }
        return tree;
    }
}
