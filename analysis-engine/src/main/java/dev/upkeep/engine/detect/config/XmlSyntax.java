package dev.upkeep.engine.detect.config;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Parsed.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
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

    private XmlSyntax() {}

    static Optional<Problem> check(SourceFile file) {
        if (file.text().isBlank()) {
            return Optional.empty();
        }
        try {
            XMLReader reader = reader();
            reader.parse(new InputSource(new ByteArrayInputStream(file.content())));
            return Optional.empty();
        } catch (SAXParseException wrong) {
            return isFragment(file.text()) ? Optional.empty() : Optional.of(problem(wrong));
        } catch (SAXException | ParserConfigurationException | IOException unreadable) {
            // A limit of the parser or bytes of another encoding: nothing certain can be said.
            return Optional.empty();
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
