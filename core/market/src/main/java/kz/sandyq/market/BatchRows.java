package kz.sandyq.market;

/** The columns of the table of batches, as in {@link Rows}. */
final class BatchRows {
    private BatchRows() {}

    /** What one item of a remembered batch was answered; the key of the batch has a row of its own. */
    static final class ItemResult {
        static final int KIND = 37;
        static final int SEQUENCE = 0;
        /** Id of what was made, or the number of a reject code, negative. */
        static final int OUTCOME = 1;

        static final int AMOUNT = 2;
        static final int HASHED = 3;
        static final int WIDTH = 3;
    }
}
