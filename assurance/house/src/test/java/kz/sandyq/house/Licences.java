package kz.sandyq.house;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the poms of the libraries on a class path say about their licences. */
final class Licences {
    private Licences() {}

    /**
     * Licences by {@code group:artifact} of every library on the class path of this test, a library without one too.
     */
    static SortedMap<String, List<String>> ofClassPath() {
        SortedMap<String, List<String>> licences = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            Path version = jar.getParent();
            if (entry.endsWith(".jar") && version != null && Files.exists(pom(version))) {
                Element project = read(pom(version));
                String group = own(project, "groupId");
                String name =
                        (group == null ? inherited(project, "groupId") : group) + ":" + own(project, "artifactId");
                licences.put(name, licences(project, version));
            }
        }
        return licences;
    }

    private static List<String> licences(Element project, Path version) {
        List<String> names = new ArrayList<>();
        Element all = child(project, "licenses");
        if (all != null) {
            NodeList each = all.getElementsByTagName("license");
            for (int i = 0; i < each.getLength(); i++) {
                String name = own((Element) each.item(i), "name");
                names.add(name == null ? "" : name.replaceAll("\\s+", " ").strip());
            }
            return names;
        }
        Element parent = child(project, "parent");
        if (parent == null) {
            return names;
        }
        Path above = repository(project, version)
                .resolve(said(parent, "groupId").replace('.', '/'))
                .resolve(said(parent, "artifactId"))
                .resolve(said(parent, "version"));
        return Files.exists(pom(above)) ? licences(read(pom(above)), above) : names;
    }

    /** The root of the local repository: above version, artifact and each word of the group. */
    private static Path repository(Element project, Path version) {
        String group = own(project, "groupId");
        String words = group == null ? inherited(project, "groupId") : group;
        Path root = version.resolve("../..");
        for (int i = 0; i < words.split("\\.").length; i++) {
            root = root.resolve("..");
        }
        return root.normalize();
    }

    private static Path pom(Path version) {
        Path artifact = version.getParent();
        return version.resolve((artifact == null ? "" : artifact.getFileName()) + "-" + version.getFileName() + ".pom");
    }

    private static String inherited(Element project, String name) {
        Element parent = child(project, "parent");
        return parent == null ? "" : said(parent, name);
    }

    private static String said(Element element, String name) {
        String text = own(element, name);
        return text == null ? "" : text;
    }

    private static @Nullable String own(Element element, String name) {
        Element child = child(element, name);
        return child == null ? null : child.getTextContent().strip();
    }

    private static @Nullable Element child(Element element, String name) {
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child && child.getTagName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    private static Element read(Path pom) {
        try {
            DocumentBuilder reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            return reader.parse(pom.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new UncheckedIOException(pom + " cannot be read", new IOException(unreadable));
        }
    }
}
