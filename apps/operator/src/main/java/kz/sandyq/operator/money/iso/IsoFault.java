package kz.sandyq.operator.money.iso;

/**
 * What is wrong with a message and where.
 *
 * @param code kind of fault
 * @param path elements from the root, with indexes from 1 where an element may repeat, for example
 *     {@code /Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[3]/Amt}
 * @param line line of the file, from 1; 0 when the fault belongs to no line
 * @param detail what was found, at most 200 characters
 */
public record IsoFault(Code code, String path, int line, String detail) {
    private static final int MAX_DETAIL = 200;

    public IsoFault {
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }

    /** Kinds of fault; the name is the stable code that staff and bank see. */
    public enum Code {
        /** Not well-formed XML. */
        XML_MALFORMED,
        /** A document type declaration or an entity: never accepted. */
        XML_DTD,
        /** Namespace of another message or of another version. */
        ISO_OTHER_VERSION,
        /** An element that the message does not know at this place. */
        ISO_UNKNOWN_ELEMENT,
        /** A mandatory element is missing. */
        ISO_MISSING_ELEMENT,
        /** An element stands after one that must follow it, or twice. */
        ISO_WRONG_ORDER,
        /** More than one branch of a choice. */
        ISO_CHOICE,
        /** An unknown or missing attribute. */
        ISO_ATTRIBUTE,
        /** Not a value of the type: a date, a number, a truth value, a pattern. */
        ISO_WRONG_TYPE,
        /** Text shorter or longer than the type allows. */
        ISO_WRONG_LENGTH,
        /** A code outside the type's list. */
        ISO_WRONG_CODE,
        /** The message or one entry is larger than what is read. */
        ISO_TOO_LARGE,
        /** An entry without the bank's reference cannot be told from its repetition. */
        ENTRY_WITHOUT_REFERENCE,
        /** The details of a batch do not add up to their entry. */
        BATCH_SUM_MISMATCH
    }

    @Override
    public String toString() {
        return code + " " + path + " line " + line + ": " + detail;
    }
}
