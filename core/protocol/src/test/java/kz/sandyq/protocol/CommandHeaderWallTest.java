package kz.sandyq.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every command begins with the header by which it is done once, by whom, and on whose authority. */
class CommandHeaderWallTest {
    private static final int LAST_COMMAND = 99;

    private final List<Element> commands = new ArrayList<>();
    private final Map<String, String> header = new LinkedHashMap<>();

    @BeforeEach
    void readTheSchema() throws Exception {
        try (InputStream schema = CommandHeaderWallTest.class.getResourceAsStream("/sbe/market.xml")) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(schema)
                    .getDocumentElement();
            for (Element message : children(root, "sbe:message")) {
                if (Integer.parseInt(message.getAttribute("id")) <= LAST_COMMAND) {
                    commands.add(message);
                }
            }
            for (Element composite : children(children(root, "types").getFirst(), "composite")) {
                if (composite.getAttribute("name").equals("CommandHeader")) {
                    children(composite, "type")
                            .forEach(type -> header.put(
                                    type.getAttribute("name"),
                                    type.getAttribute("primitiveType")
                                            + (type.hasAttribute("length")
                                                    ? " x " + type.getAttribute("length")
                                                    : "")));
                }
            }
        }
    }

    @Test
    void itHoldsVersionKeyTimeActorTwoPersonsAuthorityAndSalt() {
        assertThat(header)
                .containsExactly(
                        Map.entry("version", "uint16"),
                        Map.entry("keyHigh", "int64"),
                        Map.entry("keyLow", "int64"),
                        Map.entry("keyCreatedAtMs", "int64"),
                        Map.entry("actorRef", "int64"),
                        Map.entry("firstPersonRef", "int64"),
                        Map.entry("secondPersonRef", "int64"),
                        Map.entry("authorisationHash", "uint8 x 32"),
                        Map.entry("salt", "uint8 x 16"));
    }

    @Test
    void everyCommandBeginsWithIt() {
        assertThat(commands).hasSizeGreaterThan(30).allSatisfy(command -> {
            Element first = children(command, "field").getFirst();
            assertThat(first.getAttribute("type"))
                    .as(command.getAttribute("name"))
                    .isEqualTo("CommandHeader");
            assertThat(first.getAttribute("id"))
                    .as(command.getAttribute("name"))
                    .isEqualTo("1");
        });
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = parent.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element child && child.getTagName().equals(name)) {
                found.add(child);
            }
        }
        return found;
    }
}
