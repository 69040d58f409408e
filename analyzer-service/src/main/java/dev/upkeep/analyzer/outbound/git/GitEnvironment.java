package dev.upkeep.analyzer.outbound.git;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The only variables that a git process sees. */
final class GitEnvironment {

    /** What a network may need: proxies and certificates are the operator's choice, not the repository's. */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HTTPS_PROXY",
            "https_proxy",
            "HTTP_PROXY",
            "http_proxy",
            "NO_PROXY",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "SSH_AUTH_SOCK");

    private GitEnvironment() {}

    static void apply(Map<String, String> environment, Path empty) {
        environment.keySet().retainAll(INHERITED);
        environment.put("HOME", empty.toString());
        environment.put("XDG_CONFIG_HOME", empty.toString());
        environment.put("LC_ALL", "C");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_ATTR_NOSYSTEM", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "false");
        environment.put("SSH_ASKPASS", "false");
        environment.put("GIT_LFS_SKIP_SMUDGE", "1");
        environment.put("GIT_PROTOCOL_FROM_USER", "0");
        environment.put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=15 -oProxyCommand=none");
    }
}
