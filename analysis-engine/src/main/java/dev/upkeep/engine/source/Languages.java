package dev.upkeep.engine.source;

public final class Languages {
    private Languages() {}

    public static Language of(String path, byte[] head) {
        String n = path.substring(path.lastIndexOf('/') + 1);
        for (byte b : head) if (b == 0) return Language.BINARY;
        if (n.startsWith("Dockerfile")) return Language.DOCKERFILE;
        return switch (n.substring(n.lastIndexOf('.') + 1)) {
            case "rs" -> Language.RUST;
            case "ts" -> Language.TYPESCRIPT;
            case "tsx" -> Language.TSX;
            case "js", "jsx", "mjs" -> Language.JAVASCRIPT;
            case "json" -> Language.JSON;
            case "toml" -> Language.TOML;
            case "yml", "yaml" -> Language.YAML;
            case "md" -> Language.MARKDOWN;
            case "java" -> Language.JAVA;
            case "py" -> Language.PYTHON;
            case "sh" -> Language.SHELL;
            case "sql" -> Language.SQL;
            default -> Language.TEXT;
        };
    }
}
