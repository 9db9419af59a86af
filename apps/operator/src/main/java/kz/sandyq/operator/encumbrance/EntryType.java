package kz.sandyq.operator.encumbrance;

/** What a registrar enters. */
enum EntryType {
    PLEDGE,
    ARREST,
    RELEASE,
    TRANSFER;

    /** Whether it restricts what a holder has. */
    public boolean encumbers() {
        return this == PLEDGE || this == ARREST;
    }
}
