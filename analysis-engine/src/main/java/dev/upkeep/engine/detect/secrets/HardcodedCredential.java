package dev.upkeep.engine.detect.secrets;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds credentials in sources and settings: tokens by the shape that their provider gives them, private keys, passwords
 * in addresses of services elsewhere, and random values assigned to a name that says what they are. What it found is
 * never part of a finding.
 */
final class HardcodedCredential implements FileDetector {

    static final String RULE = "secrets/hardcoded-credential";
    static final String KEY = "private key";
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(?:postgres(?:ql)?|mysql|mongodb(?:\\+srv)?|redis|rediss|amqps?|https?|ftp)://[^\\s:/@'\"]+:([^\\s:/@'\"]{8,})@([^\\s:/'\"?]+)");
    private static final Pattern NEAR = Pattern.compile(
            "localhost|127\\..*|0\\.0\\.0\\.0|\\[.*|host\\.docker\\.internal|[a-z0-9_-]+|.*\\.(local|test|example|invalid|internal|svc|example\\.(com|org|net))|example\\.(com|org|net)");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(api[_-]?key|secret[_-]?key|(?:client|jwt|session|cookie|webhook)[_-]?secret|auth[_-]?token|access[_-]?token|(?:private|signing|encryption)[_-]?key|passw(?:or)?d)['\"]?\\s*(?::=|=>|[:=])\\s*['\"]([^'\"\\s]{16,200})['\"]");
    /** Names of what is meant to be known, before the word that says what it is. */
    private static final Pattern PUBLIC = Pattern.compile("(?i)(public|publishable|browser|anon)[\\w-]*$");

    private static final Pattern FINGERPRINT = Pattern.compile("(?i)(0x)?([0-9a-f]{16}|[0-9a-f]{40})");
    private static final Pattern OF_OPENPGP = Pattern.compile("(?i)user\\.signingkey|gpg|pgp|\\bgit\\b");

    /** A line of a comment of documentation: what is assigned there is an example. */
    private static final Pattern DOCUMENTS = Pattern.compile("^\\s*(\\*|///|//!|>>>)");

    private static final Pattern MADE_FOR_TESTS =
            Pattern.compile("(?i)(^|[._-])(tests?|mocks?|fakes?|dummy|fixtures?)([._-]|$)");

    /** A key that a server on the developer's own machine shows, whose certificate nobody else trusts. */
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("(?i)(.*[^a-z0-9])?(localhost|127\\.0\\.0\\.1|snakeoil|self[-_]?signed)([^a-z0-9].*)?");

    /** A file of Storybook: what is assigned there is shown as a sample. */
    private static final Pattern STORY = Pattern.compile(".*\\.(story|stories)\\.\\w+");

    private static final Pattern FOR_TESTS = Pattern.compile("\\b(TEST|MOCK|FAKE|DUMMY)_[A-Z0-9_]+\\b[^=]*=");

    /** A part of a regular expression, as {@code [a-zA-Z0-9]{36}}. */
    private static final Pattern OF_PATTERN = Pattern.compile("\\[[^\\]\\s]*(?:[aA]-[fFzZ]|0-9)[^\\]\\s]*\\]\\)?[{+*]");

    /** What stands beside the key of a Firebase application, which every user of it is sent. */
    private static final Pattern OF_FIREBASE =
            Pattern.compile("(?i)firebase|authDomain|messagingSenderId|storageBucket|gcm_?sender|mobilesdk");

    /** As {@link #ASSIGNED} has it. */
    private static final String IN_PLAIN_TEXT = " in plain text";

    private static final Pattern OF_ALGOLIA = Pattern.compile("(?i)algolia|docsearch");
    private static final Pattern API_KEY = Pattern.compile("(?i)api[_-]?key" + IN_PLAIN_TEXT);
    private static final Pattern MAY_WRITE = Pattern.compile("(?i)admin|write");

    private static final Pattern DISCLAIMS = Pattern.compile(
            "(?i)(//|#|/\\*|\\*).*\\b(not (actually |really )?(a |an )?(real )?(secret|credential|sensitive)|local[- ]dev(elopment)?"
                    + "|(dummy|fake|black-?hole|throw-?away) ([\\w-]+ ){0,2}(token|key|secret|password|credential|account|server)s?"
                    + "|test(ing)? (token|key|secret|password|credential|account)s?)\\b");

    /** What a comment calls a credential that opens nothing. */
    private static final String VOID =
            "(?:revoked|dummy|fake|throw-?away|made[- ]?up|not (?:actually |really )?(?:a |an )?(?:real|valid))";

    private static final String NOUN = "(?:token|key|secret|password|credential|value)s?";

    /** Between the two: where an article stands, a verb may be in front of it. */
    private static final String MORE = "(?:(?!(?:the|an?|this|that|our|your|if|whether)\\b)[\\w-]+ ){0,2}";

    /** A comment whose subject is such a one: {@code // A revoked token}, {@code // this key is expired}. */
    private static final Pattern SAYS_VOID = Pattern.compile("(?i)(?:^|\\s)(?://+|#+|/\\*+|\\*|--|<!--)\\s*"
            + "(?!.*\\b(?:old|previous|former|new)\\b)(?:"
            + "(?:(?:this is |it'?s )?(?:an? |the )?(?:already )?(?:" + VOID + "|expired|invalid|example)\\W*$)"
            + "|.*\\b(?:" + VOID + "|an? (?:expired|invalid|example|test)|test) " + MORE + NOUN + "\\b"
            + "|.*\\b" + NOUN + " (?:(?:that|which) )?(?:is|are|was|were|has been|have been) (?:an? )?"
            + "(?:already |now |long )?(?:" + VOID + "|expired|invalid)\\b)");

    private static final Pattern COMMENT_ALONE = Pattern.compile("^\\s*(?://|#|/\\*|\\*|--|<!--)");

    private static final String GOOGLE_KEY = "Google API key";

    /** How far from a pattern the text stands that shows what it finds. */
    private static final int NEAR_LINES = 5;

    private static final int SHORTEST_VALUE = 16;

    private static final Pattern EXAMPLE =
            Pattern.compile(".*\\.(example|sample|template|dist|tmpl|tpl)(\\..*)?|.*[._-](example|sample)\\..*");
    private static final Pattern NO_PLACE = Pattern.compile(
            "(.*/)?(locales?|i18n|translations?|lang|docs?)/.*|(.*/)?(docusaurus\\.config\\..*|[^/]*defaults?\\..*)|.*\\.(svg|lock|map|snap|ipynb|rst|adoc)|.*(package-lock\\.json|pnpm-lock\\.yaml|go\\.sum|google-services\\.json|googleservice-info\\.plist)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return file.context() != Context.VENDORED
                && file.context() != Context.GENERATED
                && file.context() != Context.DOCUMENTATION
                && file.content().length < (1 << 20)
                && !NO_PLACE.matcher(file.path().toLowerCase(Locale.ROOT)).matches()
                && !EXAMPLE.matcher(file.path()).matches();
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        List<String> lines = file.lines();
        List<TokenKind> tokens = TokenKind.hintedAt(file.text());
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.length() > 2000) {
                continue;
            }
            int number = at + 1;
            inLine(lines, at, tokens)
                    .filter(found -> !showsPattern(found, lines, number) && !isOfFirebase(found, lines, number))
                    .filter(found -> !isOfDocSearch(found, lines, number))
                    .filter(found -> !isDisclaimed(found, lines, number) && !isOfThisMachine(found, file))
                    .filter(found -> !isCalledVoid(lines, number))
                    .filter(found -> !(isMadeUpForTests(found)
                            && (isMaterial(file)
                                    || isStory(file)
                                    || InlineTests.hold(file, number)
                                    || isCalledTest(lines, number))))
                    .map(found -> draft(file, number, found))
                    .ifPresent(sink::report);
        }
    }

    /** A credential: what it is, its text, and how sure its shape makes it. */
    private record Credential(String kind, String text, double confidence) {}

    private static Optional<Credential> inLine(List<String> lines, int at, List<TokenKind> tokens) {
        String line = lines.get(at);
        return token(line, tokens)
                .or(() -> PrivateKey.beginsAt(lines, at) ? Optional.of(new Credential(KEY, "", 0.9)) : Optional.empty())
                .or(() -> address(line))
                .or(() -> assigned(line));
    }

    private static Optional<Credential> token(String line, List<TokenKind> tokens) {
        for (TokenKind kind : tokens) {
            if (line.contains(kind.hint())) {
                Matcher token = kind.pattern().matcher(line);
                if (token.find() && Plausible.token(token.group(1))) {
                    // Keys of Google's services for browsers are public by design and limited by their origin.
                    double sure = kind.name().equals(GOOGLE_KEY) ? 0.5 : 0.95;
                    return Optional.of(new Credential(kind.name(), token.group(1), sure));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Credential> address(String line) {
        if (!line.contains("://")) {
            return Optional.empty();
        }
        Matcher address = ADDRESS.matcher(line);
        return address.find() && !NEAR.matcher(address.group(2)).matches() && Plausible.value(address.group(1))
                ? Optional.of(new Credential("password in an address", address.group(1), 0.85))
                : Optional.empty();
    }

    private static Optional<Credential> assigned(String line) {
        if (!mayAssignText(line) || DOCUMENTS.matcher(line).find()) {
            return Optional.empty();
        }
        Matcher value = ASSIGNED.matcher(line);
        return value.find()
                        && !PUBLIC.matcher(line.substring(0, value.end(1))).find()
                        && !isFingerprint(line.substring(0, value.end(1)), value.group(2))
                        && Plausible.value(value.group(2))
                ? Optional.of(new Credential(value.group(1) + IN_PLAIN_TEXT, value.group(2), 0.65))
                : Optional.empty();
    }

    /** Git and OpenPGP call a key by the end of its fingerprint, which everybody may know. */
    private static boolean isFingerprint(String name, String value) {
        return FINGERPRINT.matcher(value).matches() && OF_OPENPGP.matcher(name).find();
    }

    /** Most lines end here, before any pattern is tried: no text is assigned in them. */
    private static boolean mayAssignText(String line) {
        return mayAssign(line, '"') || mayAssign(line, '\'');
    }

    private static boolean mayAssign(String line, char quote) {
        int last = line.length() - SHORTEST_VALUE;
        for (int at = line.indexOf(quote, 1); at >= 0 && at < last; at = line.indexOf(quote, at + 1)) {
            if (isAssignment(line, at - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAssignment(String line, int before) {
        int at = before;
        while (at > 0 && Character.isWhitespace(line.charAt(at))) {
            at--;
        }
        return "=:>".indexOf(line.charAt(at)) >= 0;
    }

    private static boolean isOfFirebase(Credential found, List<String> lines, int number) {
        return found.kind().equals(GOOGLE_KEY)
                && near(lines, number).stream()
                        .anyMatch(line -> OF_FIREBASE.matcher(line).find());
    }

    /** The search of documentation runs in browsers, with a key that may search and nothing else. */
    private static boolean isOfDocSearch(Credential found, List<String> lines, int number) {
        List<String> near = near(lines, number);
        return API_KEY.matcher(found.kind()).matches()
                && near.stream().anyMatch(line -> OF_ALGOLIA.matcher(line).find())
                && near.stream().anyMatch(line -> line.contains("appId"))
                && near.stream().anyMatch(line -> line.contains("indexName"))
                && near.stream().noneMatch(line -> MAY_WRITE.matcher(line).find());
    }

    /** Whether a comment beside a value without a shape of its own says that it is none. */
    private static boolean isDisclaimed(Credential found, List<String> lines, int number) {
        return found.kind().endsWith(IN_PLAIN_TEXT)
                && near(lines, number).stream()
                        .anyMatch(line -> DISCLAIMS.matcher(line).find());
    }

    /** Whether a comment on this line, or on the one above that is nothing else, says that it opens nothing any more. */
    private static boolean isCalledVoid(List<String> lines, int number) {
        String above = number > 1 ? lines.get(number - 2) : "";
        return SAYS_VOID.matcher(lines.get(number - 1)).find()
                || (COMMENT_ALONE.matcher(above).find()
                        && SAYS_VOID.matcher(above).find());
    }

    private static List<String> near(List<String> lines, int number) {
        return lines.subList(Math.max(0, number - 1 - NEAR_LINES), Math.min(lines.size(), number + NEAR_LINES));
    }

    /** Whether a program that looks for tokens itself says beside it how such tokens look. */
    private static boolean showsPattern(Credential found, List<String> lines, int number) {
        return TokenKind.ALL.stream().anyMatch(kind -> kind.name().equals(found.kind()))
                && near(lines, number).stream()
                        .anyMatch(line -> OF_PATTERN.matcher(line).find());
    }

    /** Where only a name, or a key's frame, speaks for a credential, a test has made it up. */
    private static boolean isMadeUpForTests(Credential found) {
        return found.kind().equals(KEY) || found.kind().endsWith(IN_PLAIN_TEXT);
    }

    /** Whether the constant that holds it, begun on this line or shortly above, says that it is for tests. */
    private static boolean isCalledTest(List<String> lines, int number) {
        return lines.subList(Math.max(0, number - 1 - NEAR_LINES), number).stream()
                .anyMatch(line -> FOR_TESTS.matcher(line).find());
    }

    private static boolean isStory(SourceFile file) {
        return STORY.matcher(file.path()).matches();
    }

    private static boolean isOfThisMachine(Credential found, SourceFile file) {
        return found.kind().equals(KEY)
                && OF_THIS_MACHINE.matcher(Paths.name(file.path())).matches();
    }

    private static boolean isMaterial(SourceFile file) {
        return file.context() == Context.TEST
                || file.context() == Context.EXAMPLE
                || Paths.isTestMaterial(file.path())
                || Stream.of(file.path().split("/", -1))
                        .anyMatch(part -> MADE_FOR_TESTS.matcher(part).find());
    }

    private static Draft draft(SourceFile file, int line, Credential found) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), line))
                .scope(found.kind())
                .with("kind", found.kind())
                .with("length", found.text().length());
        Draft told = found.text().isEmpty() ? draft.message("A " + found.kind() + " stands in the source") : draft;
        return isMaterial(file)
                ? told.in(Context.TEST).severity(Severity.LOW).confidence(found.confidence() / 2)
                : told.confidence(found.confidence())
                        .severity(found.confidence() > 0.8 ? Severity.CRITICAL : Severity.HIGH);
    }
}
