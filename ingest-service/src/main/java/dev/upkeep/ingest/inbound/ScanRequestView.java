package dev.upkeep.ingest.inbound;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for a scan.
 *
 * @param source the absolute path or the address of a repository
 * @param ref a branch, a tag, a full ref name or a commit id; null for {@code HEAD}
 * @param configuration the text of an {@code .upkeep.yaml} that replaces the repository's own; null for its own
 */
record ScanRequestView(
        @Schema(examples = "https://github.com/octo-org/parcel-tracker") @Nullable
        String source,

        @Schema(examples = "HEAD") @Nullable String ref,
        @Nullable String configuration) {}
