package dev.upkeep.events;

/**
 * Which repository is meant, in every event and in the report.
 *
 * @param id the identity that survives renames: UUIDv5 of forge host and numeric id, or of the address for a scan
 * @param name what people call it, such as {@code owner/name}
 * @param cloneUrl where it is read from: an https, ssh or file address, or the absolute path of a local folder
 * @param forge {@code github}, {@code gitlab}, {@code gitea}, {@code bitbucket}, {@code git} (an address) or {@code local}
 * @param defaultBranch the branch whose plan stands for the repository; empty where it is not known yet
 */
public record RepositoryRef(String id, String name, String cloneUrl, String forge, String defaultBranch) {}
