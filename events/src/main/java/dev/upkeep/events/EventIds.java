package dev.upkeep.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Deterministic ids: UUIDv5 (RFC 9562, section 5.5) in Upkeep's namespace over the parts, joined by a character that
 * no part holds. The same fact said twice has the same id, so a reader's inbox can drop the second.
 */
public final class EventIds {

    private static final UUID NAMESPACE = UUID.fromString("7d0c5d6e-6f0b-5b0e-9d0a-2f6d1c1b7a55");

    private EventIds() {}

    /** The id of what the parts name, in this order. */
    public static UUID of(String... parts) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        sha1.update(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest());
        long most = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long least = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** The {@code ce_id} of an event: what it is about, its type, and its part where it has one. */
    public static UUID of(Event event) {
        String type = EventType.of(event).typeName();
        return switch (event) {
            case RepositoryChanged changed -> changed.changeId();
            case RepositoryRemoved removed -> removed.changeId();
            case AnalysisProgressed progressed ->
                of(
                        type,
                        progressed.analysisId().toString(),
                        progressed.stage().name(),
                        Integer.toString(progressed.done()));
            case FindingsReported reported ->
                of(type, reported.analysisId().toString(), Integer.toString(reported.part()));
            case FindingsScored scored -> of(type, scored.analysisId().toString(), Integer.toString(scored.part()));
            case AnalysisEvent analysis -> of(type, analysis.analysisId().toString());
            case ScoringEvent scoring -> of(type, scoring.analysisId().toString());
            case ReportMaterialised materialised ->
                of(type, materialised.analysisId().toString());
        };
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
