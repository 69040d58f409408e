package dev.upkeep.engine.detect.secrets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The shape of one provider's credentials.
 *
 * @param name what it opens, in words
 * @param hint a text without which the pattern cannot match
 * @param pattern with the secret in group 1
 */
record TokenKind(String name, String hint, Pattern pattern) {

    /** Shapes with a prefix that providers chose so that a leaked one can be recognised. */
    static final List<TokenKind> ALL = List.of(
            of("AWS access key", "AKIA", "\\b(AKIA[A-Z2-7]{16})\\b"),
            of("AWS access key", "ASIA", "\\b(ASIA[A-Z2-7]{16})\\b"),
            of("GitHub token", "gh", "\\b(gh[pousr]_[A-Za-z0-9]{36,255})\\b"),
            of("GitHub token", "github_pat_", "\\b(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\\b"),
            of("GitLab token", "glpat-", "\\b(glpat-[A-Za-z0-9_-]{20,})\\b"),
            of("Slack token", "xox", "\\b(xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{10,})\\b"),
            of(
                    "Slack webhook",
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/services/(T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{24})\\b"),
            of("Stripe secret key", "k_live_", "\\b([sr]k_live_[A-Za-z0-9]{20,})\\b"),
            of("Google API key", "AIza", "\\b(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
            of("SendGrid key", "SG.", "\\b(SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"),
            of("npm token", "npm_", "\\b(npm_[A-Za-z0-9]{36})\\b"),
            of("PyPI token", "pypi-", "\\b(pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,})"),
            of("OpenAI key", "sk-", "\\b(sk-(?:proj-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,})"),
            of("Anthropic key", "sk-ant-", "\\b(sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{80,})"),
            of("Telegram bot token", ":AA", "\\b([0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])"));

    /** Those that a text may hold. */
    static List<TokenKind> hintedAt(String text) {
        return ALL.stream().filter(kind -> text.contains(kind.hint())).toList();
    }

    private static TokenKind of(String name, String hint, String pattern) {
        return new TokenKind(name, hint, Pattern.compile(pattern));
    }
}
