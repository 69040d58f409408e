package dev.upkeep.engine.detect.secrets;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.SourceEntry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes back what is said of private keys that speak for the machine of a developer alone. Evidence: the certificates in
 * the same file, of the same name beside it, or else all beside it are for {@code localhost}.
 */
final class LocalKeyReview implements FindingReview {

    private static final Pattern ENDING = Pattern.compile(".*\\.(pem|crt|cert|cer)");
    private static final Pattern CERTIFICATE =
            Pattern.compile("(?s)-----BEGIN CERTIFICATE-----.{1,20000}?-----END CERTIFICATE-----");
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)\\s*CN=([^,]+)");
    private static final Pattern LOCAL =
            Pattern.compile("(?i)(?:.*\\.)?localhost|127(?:\\.\\d+){3}|0\\.0\\.0\\.0|[0:]+1|(?:[0:]+:)?1");

    @Override
    public Set<String> rules() {
        return Set.of(HardcodedCredential.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        if (!HardcodedCredential.KEY.equals(draft.data().get("kind"))) {
            return true;
        }
        String path = draft.location().path();
        List<Optional<X509Certificate>> certificates = Stream.of(
                        List.of(path), beside(repository, path, stem(path)), beside(repository, path, ""))
                .map(files -> certificates(repository, files))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        return certificates.isEmpty()
                || !certificates.stream()
                        .allMatch(each -> each.filter(LocalKeyReview::isLocal).isPresent());
    }

    private static List<String> beside(Repository repository, String key, String stem) {
        return repository.entries().stream()
                .filter(entry -> entry.folder().equals(Paths.folder(key)))
                .map(SourceEntry::path)
                .filter(path -> ENDING.matcher(path).matches())
                .filter(path -> stem.isEmpty() || stem(path).equals(stem))
                .toList();
    }

    /** The name up to its ending, without the word that tells a key from its certificate. */
    private static String stem(String path) {
        return Paths.name(path).replaceFirst("\\.\\w+$", "").replaceFirst("[._-]?(?:key|cert|crt)$", "");
    }

    private static List<Optional<X509Certificate>> certificates(Repository repository, List<String> files) {
        return files.stream()
                .flatMap(file -> repository.text(file).stream())
                .flatMap(text -> CERTIFICATE.matcher(text).results())
                .map(MatchResult::group)
                .map(LocalKeyReview::certificate)
                .toList();
    }

    private static Optional<X509Certificate> certificate(String text) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(X509Certificate certificate) {
        List<String> names = Stream.concat(
                        COMMON_NAME
                                .matcher(certificate.getSubjectX500Principal().getName())
                                .results()
                                .map(name -> name.group(1)),
                        alternatives(certificate))
                .toList();
        return !names.isEmpty()
                && names.stream().allMatch(name -> LOCAL.matcher(name).matches());
    }

    private static Stream<String> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.of()
                    : names.stream().map(List::getLast).map(String::valueOf);
        } catch (CertificateException malformed) {
            return Stream.of("");
        }
    }
}
