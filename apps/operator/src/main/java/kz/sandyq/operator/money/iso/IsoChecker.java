package kz.sandyq.operator.money.iso;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kz.sandyq.operator.money.iso.IsoFault.Code;
import org.jspecify.annotations.Nullable;

/**
 * Checks a message against its structure in one pass with a stack of the open elements. Memory is bounded by the depth
 * of the message and by {@link #MAX_ENTRY_CHARS}, not by its size.
 */
public final class IsoChecker {
    /** Largest message that is read, characters. */
    public static final int MAX_MESSAGE_CHARS = 64 * 1024 * 1024;
    /** Largest single entry, characters: one entry is held in memory when it is booked. */
    public static final int MAX_ENTRY_CHARS = 8 * 1024 * 1024;

    private static final int MAX_DEPTH = 64;

    private final IsoMessage message;
    private final XMLStreamReader reader;
    private final Deque<Frame> stack = new ArrayDeque<>();
    private int entryStart = -1;

    private IsoChecker(IsoMessage message, XMLStreamReader reader) {
        this.message = message;
        this.reader = reader;
    }

    /**
     * Reads the whole stream.
     *
     * @throws IsoFaultException at the first fault; the message is refused as a whole
     */
    public static void check(IsoMessage message, InputStream stream) throws IsoFaultException {
        XMLStreamReader reader;
        try {
            reader = SafeXml.reader(stream);
        } catch (XMLStreamException e) {
            throw new IsoFaultException(new IsoFault(Code.XML_MALFORMED, "/", 0, text(e)));
        }
        var checker = new IsoChecker(message, reader);
        try {
            checker.run();
        } catch (XMLStreamException e) {
            throw checker.fault(Code.XML_MALFORMED, text(e));
        }
    }

    private void run() throws XMLStreamException, IsoFaultException {
        while (reader.hasNext()) {
            int event = reader.next();
            checkSize();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw fault(Code.XML_DTD, "document type declarations and entities are not read");
                default -> {}
            }
        }
    }

    private void checkSize() throws IsoFaultException {
        int offset = reader.getLocation().getCharacterOffset();
        if (offset > MAX_MESSAGE_CHARS) {
            throw fault(Code.ISO_TOO_LARGE, "message above " + MAX_MESSAGE_CHARS + " characters");
        }
        if (entryStart >= 0 && offset - entryStart > MAX_ENTRY_CHARS) {
            throw fault(Code.ISO_TOO_LARGE, "entry above " + MAX_ENTRY_CHARS + " characters");
        }
    }

    private void start() throws IsoFaultException {
        String name = reader.getLocalName();
        Frame parent = stack.peek();
        if (stack.size() >= MAX_DEPTH) {
            throw fault(Code.ISO_UNKNOWN_ELEMENT, "deeper than " + MAX_DEPTH + " elements");
        }
        if (parent != null && parent.open()) {
            stack.push(new Frame(name, 0, null, null, true));
            return;
        }
        checkNamespace(name);
        if (parent == null) {
            requireName(name, "Document");
            stack.push(new Frame(name, 0, null, null, false));
            checkAttributes(Map.of());
            return;
        }
        if (stack.size() == 1) {
            requireName(name, message.root());
            if (parent.rootSeen) {
                throw faultBelow(Code.ISO_WRONG_ORDER, name, "twice");
            }
            parent.rootSeen = true;
            stack.push(new Frame(name, 0, IsoStructure.get().type(message.rootType()), null, false));
            checkAttributes(Map.of());
            return;
        }
        push(parent, name);
    }

    private void push(Frame parent, String name) throws IsoFaultException {
        IsoType.Element element = parent.accept(this, name);
        IsoType type = element.simple() == null ? IsoStructure.get().type(element.complex()) : null;
        int index = element.many() ? parent.count : 0;
        stack.push(new Frame(name, index, type, type == null ? element.simple() : type.content(), false));
        checkAttributes(type == null ? Map.of() : type.attributes());
        if (stack.size() == 4 && name.equals("Ntry")) {
            entryStart = reader.getLocation().getCharacterOffset();
        }
    }

    private void requireName(String found, String expected) throws IsoFaultException {
        if (!found.equals(expected)) {
            throw faultBelow(Code.ISO_UNKNOWN_ELEMENT, found, "expected " + expected);
        }
    }

    private void checkNamespace(String name) throws IsoFaultException {
        String namespace = reader.getNamespaceURI();
        if (!message.namespace().equals(namespace)) {
            throw faultBelow(Code.ISO_OTHER_VERSION, name, "namespace " + namespace + ", read is " + message.id());
        }
    }

    private void checkAttributes(Map<String, IsoType.Attribute> known) throws IsoFaultException {
        Map<String, IsoType.Attribute> missing = new HashMap<>(known);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace) && stack.size() == 1) {
                continue;
            }
            String name = reader.getAttributeLocalName(i);
            IsoType.Attribute attribute = missing.remove(name);
            if (attribute == null || namespace != null && !namespace.isEmpty()) {
                throw fault(Code.ISO_ATTRIBUTE, "unknown attribute " + name);
            }
            String value = reader.getAttributeValue(i);
            var fault = attribute.type().faultOf(value);
            if (fault.isPresent()) {
                throw fault(fault.get(), "attribute " + name + " is " + value);
            }
        }
        for (IsoType.Attribute attribute : missing.values()) {
            if (attribute.required()) {
                throw fault(Code.ISO_ATTRIBUTE, "attribute " + attribute.name() + " is missing");
            }
        }
    }

    private void characters() throws IsoFaultException {
        Frame frame = stack.peek();
        if (frame == null || frame.open()) {
            return;
        }
        if (frame.simple == null) {
            if (!reader.getText().isBlank()) {
                throw fault(Code.ISO_WRONG_TYPE, "text between elements");
            }
            return;
        }
        frame.text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        if (frame.text.length() > SimpleType.MAX_LENGTH) {
            throw fault(Code.ISO_WRONG_LENGTH, "text above " + SimpleType.MAX_LENGTH + " characters");
        }
    }

    private void end() throws IsoFaultException {
        Frame frame = stack.element();
        if (stack.size() == 4) {
            entryStart = -1;
        }
        if (frame.simple != null) {
            String value = frame.text.toString();
            var fault = frame.simple.faultOf(value);
            if (fault.isPresent()) {
                throw fault(fault.get(), value);
            }
        }
        if (frame.type != null && !frame.open()) {
            frame.finish(this);
        }
        if (stack.size() == 1 && !frame.rootSeen) {
            throw faultBelow(Code.ISO_MISSING_ELEMENT, message.root(), "missing");
        }
        stack.pop();
    }

    IsoFaultException fault(Code code, String detail) {
        return new IsoFaultException(
                new IsoFault(code, path(), reader.getLocation().getLineNumber(), detail));
    }

    IsoFaultException faultBelow(Code code, String name, String detail) {
        String parent = path();
        return new IsoFaultException(new IsoFault(
                code,
                (parent.equals("/") ? "" : parent) + "/" + name,
                reader.getLocation().getLineNumber(),
                detail));
    }

    private String path() {
        var path = new StringBuilder();
        for (Iterator<Frame> frames = stack.descendingIterator(); frames.hasNext(); ) {
            Frame frame = frames.next();
            path.append('/').append(frame.name);
            if (frame.index > 0) {
                path.append('[').append(frame.index).append(']');
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static String text(XMLStreamException e) {
        return String.valueOf(e.getMessage()).replace('\n', ' ');
    }

    /** An open element. */
    private static final class Frame {
        final String name;
        final int index;
        final @Nullable IsoType type;
        final @Nullable SimpleType simple;
        final boolean anything;
        final StringBuilder text = new StringBuilder(0);
        int position = -1;
        int count;
        boolean rootSeen;

        Frame(String name, int index, @Nullable IsoType type, @Nullable SimpleType simple, boolean anything) {
            this.name = name;
            this.index = index;
            this.type = type;
            this.simple = simple;
            this.anything = anything;
        }

        boolean open() {
            return anything || type != null && type.open();
        }

        IsoType.Element accept(IsoChecker checker, String child) throws IsoFaultException {
            Integer place = type == null ? null : type.indexes().get(child);
            if (type == null || place == null) {
                throw checker.faultBelow(Code.ISO_UNKNOWN_ELEMENT, child, "not known here");
            }
            IsoType.Element element = type.elements().get(place);
            if (place == position) {
                if (!element.many()) {
                    throw checker.faultBelow(Code.ISO_WRONG_ORDER, child, "twice");
                }
                count++;
                return element;
            }
            if (type.choice() && position >= 0) {
                throw checker.faultBelow(Code.ISO_CHOICE, child, "only one of the choice may stand");
            }
            if (place < position) {
                throw checker.faultBelow(Code.ISO_WRONG_ORDER, child, "must stand earlier");
            }
            if (!type.choice()) {
                requireBetween(checker, position + 1, place);
            }
            position = place;
            count = 1;
            return element;
        }

        void finish(IsoChecker checker) throws IsoFaultException {
            if (type == null) {
                return;
            }
            if (type.choice()) {
                if (position < 0) {
                    throw checker.fault(Code.ISO_MISSING_ELEMENT, "one of the choice must stand");
                }
                return;
            }
            requireBetween(checker, position + 1, type.elements().size());
        }

        private void requireBetween(IsoChecker checker, int from, int to) throws IsoFaultException {
            for (int i = from; type != null && i < to; i++) {
                IsoType.Element skipped = type.elements().get(i);
                if (skipped.required()) {
                    throw checker.faultBelow(Code.ISO_MISSING_ELEMENT, skipped.name(), "missing");
                }
            }
        }
    }
}
