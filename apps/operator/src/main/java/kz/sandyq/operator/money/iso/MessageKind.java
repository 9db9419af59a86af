package kz.sandyq.operator.money.iso;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kz.sandyq.operator.money.iso.IsoFault.Code;

/** Tells by its namespace what a bank has sent. */
public final class MessageKind {
    private MessageKind() {}

    /**
     * The kind of an incoming message.
     *
     * @throws IsoFaultException when it is neither camt.054.001.08 nor pain.002.001.10
     */
    public static IsoMessage of(Path file) throws IsoFaultException, IOException {
        String namespace = "";
        try (InputStream stream = Files.newInputStream(file)) {
            XMLStreamReader reader = SafeXml.reader(stream);
            int event = reader.getEventType();
            while (reader.hasNext() && event != XMLStreamConstants.START_ELEMENT) {
                event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new IsoFaultException(new IsoFault(Code.XML_DTD, "/", 1, "document type declaration"));
                }
            }
            namespace = String.valueOf(reader.getNamespaceURI());
        } catch (XMLStreamException e) {
            throw new IsoFaultException(new IsoFault(Code.XML_MALFORMED, "/", 1, String.valueOf(e.getMessage())));
        }
        if (namespace.equals(IsoMessage.CAMT_054.namespace())) {
            return IsoMessage.CAMT_054;
        }
        if (namespace.equals(IsoMessage.PAIN_002.namespace())) {
            return IsoMessage.PAIN_002;
        }
        throw new IsoFaultException(new IsoFault(Code.ISO_OTHER_VERSION, "/Document", 1, namespace));
    }
}
