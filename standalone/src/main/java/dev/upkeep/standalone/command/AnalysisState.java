package dev.upkeep.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where an analysis stands.
 *
 * @param state {@code REQUESTED}, {@code RUNNING}, {@code SCORING}, {@code COMPLETED} or {@code REFUSED}
 * @param stage of a running analysis; empty otherwise
 * @param done of {@code total} in this stage, say files
 * @param reason why it was refused; empty otherwise
 * @param detail of the reason
 */
record AnalysisState(String state, String stage, long done, long total, long findings, String reason, String detail) {

    static AnalysisState of(JsonNode json) {
        return new AnalysisState(
                json.path("state").asText(),
                text(json, "stage"),
                json.path("done").asLong(),
                json.path("total").asLong(),
                json.path("findings").asLong(),
                text(json, "reason"),
                text(json, "detail"));
    }

    boolean isCompleted() {
        return state.equals("COMPLETED");
    }

    boolean isRefused() {
        return state.equals("REFUSED");
    }

    /** What a person is told while waiting. */
    String describe() {
        return switch (state) {
            case "REQUESTED" -> "Waiting for an analyser";
            case "RUNNING" -> describeStage();
            case "SCORING" -> found() + "; weighing impact against effort";
            case "COMPLETED" -> found() + "; scored, report materialised";
            default -> state.toLowerCase(java.util.Locale.ROOT);
        };
    }

    private String describeStage() {
        return switch (stage) {
            case "MIRROR" -> "Mirroring the repository";
            case "LIST" -> "Listing its files";
            case "PARSE" -> "Reading files" + (total > 0 ? " " + done + "/" + total : "");
            case "REPOSITORY_RULES" -> "Looking at the repository as a whole";
            case "PUBLISH" -> found();
            default -> "Analysing";
        };
    }

    private String found() {
        return findings == 1 ? "1 finding" : findings + " findings";
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).asText() : "";
    }
}
