package org.hetcomp.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page read as strictly as XML is: whatever stands unescaped in it, or is not ended, is an error. */
record Html(Document document) {
    static Html read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            InputSource source = new InputSource(new StringReader(text.substring("<!DOCTYPE html>".length())));
            return new Html(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source));
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage() + "\n" + text, e);
        }
    }

    List<Element> all(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int n = 0; n < nodes.getLength(); n++) {
            elements.add((Element) nodes.item(n));
        }
        return elements;
    }

    String text(String name) {
        return all(name).get(0).getTextContent();
    }

    List<String> texts(String name) {
        return all(name).stream().map(Element::getTextContent).toList();
    }

    /** All of the text, with ordinary spaces. */
    String text() {
        return text("body").replace('\u00a0', ' ');
    }
}
