package kz.sandyq.operator.money.iso;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import kz.sandyq.operator.money.iso.IsoFault.Code;

/**
 * Reads one element at a time into the library's types. The message has been checked before: the library alone drops
 * faults in silence.
 */
final class LibraryReader {
    private final XMLStreamReader reader;
    private final Unmarshaller unmarshaller;

    LibraryReader(JAXBContext context, InputStream stream) throws IsoFaultException {
        try {
            reader = new WithoutNamespace(SafeXml.reader(stream));
            unmarshaller = context.createUnmarshaller();
        } catch (XMLStreamException | JAXBException e) {
            throw fault(e);
        }
    }

    static JAXBContext context(Class<?>... types) {
        try {
            return JAXBContext.newInstance(types);
        } catch (JAXBException e) {
            throw new IllegalStateException("the library's types cannot be read", e);
        }
    }

    /** Goes to the start of the next element; false at the end of the message. */
    boolean nextElement() throws IsoFaultException {
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /** True when the cursor stands at a start already, as it may after {@link #read}. */
    boolean atElement() {
        return reader.getEventType() == XMLStreamReader.START_ELEMENT;
    }

    String name() {
        return reader.getLocalName();
    }

    int line() {
        return reader.getLocation().getLineNumber();
    }

    /** The element at the cursor; the cursor ends after it. */
    <T> T read(Class<T> type) throws IsoFaultException {
        try {
            return unmarshaller.unmarshal(reader, type).getValue();
        } catch (JAXBException e) {
            throw fault(e);
        }
    }

    private static IsoFaultException fault(Exception e) {
        return new IsoFaultException(new IsoFault(Code.XML_MALFORMED, "/", 0, String.valueOf(e.getMessage())));
    }

    /** The library's types bear no namespace; the checker has made sure of the right one. */
    private static final class WithoutNamespace extends StreamReaderDelegate {
        WithoutNamespace(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public String getNamespaceURI() {
            return "";
        }
    }
}
