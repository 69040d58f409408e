package dev.upkeep.engine.detect;

import dev.upkeep.engine.finding.FindingSink;

/** Looks at the text (or the whole tree) of one file. Its result may depend on nothing but that file and its path. */
public non-sealed interface FileDetector extends Detector {

    /** Whether the file is worth a look; cheap, decided before it is parsed. */
    boolean accepts(SourceFile file);

    void detect(SourceFile file, FindingSink sink);
}
