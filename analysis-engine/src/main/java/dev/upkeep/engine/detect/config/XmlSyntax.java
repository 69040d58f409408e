package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Parsed.Problem;
import dev.upkeep.engine.document.Paths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Well-formed XML. Nothing outside the file is ever read: no external entity, no external DTD. */
final class XmlSyntax {

    private static final String FEATURES = "http://xml.org/sax/features/";

    /** What a strict parser is known to read; samples beside code are read by parsers that pass over blanks. */
    private static final Pattern STRICTLY_READ = Pattern.compile(
            "(?i)pom\\.xml|settings\\.xml|build\\.xml|ivy\\.xml|AndroidManifest\\.xml|(web|app|nuget)\\.config|logback.*\\.xml|log4j2?.*\\.xml"
                    + "|persistence\\.xml|web\\.xml|.*\\.(\\w+proj|props|targets|nuspec|plist|resx|xaml|config)|.*/res/.*\\.xml|.*/(META|WEB)-INF/.*");

    private XmlSyntax() {}

    static Optional<Problem> check(SourceFile file) {
        if (file.text().isBlank()) {
            return Optional.empty();
        }
        try {
            parse(file.content(), 0);
            return Optional.empty();
        } catch (SAXParseException wrong) {
            return isFragment(file.text()) || isOnlyBlankBefore(file) ? Optional.empty() : Optional.of(problem(wrong));
        } catch (SAXException | ParserConfigurationException | IOException unreadable) {
            // A limit of the parser or bytes of another encoding: nothing certain can be said.
            return Optional.empty();
        }
    }

    private static void parse(byte[] content, int from) throws SAXException, ParserConfigurationException, IOException {
        reader().parse(new InputSource(new ByteArrayInputStream(content, from, content.length - from)));
    }

    /**
     * Whether nothing is wrong but white space before the declaration, which lenient parsers pass over, in a file of which
     * nobody knows a strict reader.
     */
    private static boolean isOnlyBlankBefore(SourceFile file) {
        byte[] content = file.content();
        int from = 0;
        while (from < content.length && content[from] >= 0 && content[from] <= ' ') {
            from++;
        }
        if (from == 0
                || STRICTLY_READ.matcher(file.path()).matches()
                || STRICTLY_READ.matcher(Paths.name(file.path())).matches()) {
            return false;
        }
        try {
            parse(content, from);
            return true;
        } catch (SAXException | ParserConfigurationException | IOException wrong) {
            return false;
        }
    }

    private static XMLReader reader() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(FEATURES + "external-general-entities", false);
        factory.setFeature(FEATURES + "external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
        DefaultHandler silent = new DefaultHandler() {
            @Override
            public InputSource resolveEntity(String publicId, String systemId) {
                return new InputSource(new StringReader(""));
            }
        };
        reader.setContentHandler(silent);
        reader.setErrorHandler(silent);
        reader.setEntityResolver(silent);
        return reader;
    }

    private static Problem problem(SAXParseException wrong) {
        String message = wrong.getMessage() == null ? "not well-formed" : wrong.getMessage();
        return new Problem(Math.max(1, wrong.getLineNumber()), Math.max(1, wrong.getColumnNumber()), message);
    }

    /** A document type may declare what we do not load; without a declaration it may be a part of a document. */
    private static boolean isFragment(String text) {
        return text.contains("<!DOCTYPE")
                || text.contains("<!ENTITY")
                || !text.stripLeading().startsWith("<?xml");
    }
}
