package kz.sandyq.transparency.liability;

import java.util.List;

/**
 * What a client needs to find what is owed to him in the total: each of the leaves that his amount was split into.
 *
 * @param parts at least one
 */
public record HolderProof(List<Part> parts) {
    /** A proof whose list stays as it is. */
    public HolderProof {
        parts = List.copyOf(parts);
    }

    /**
     * One leaf.
     *
     * @param index from 0
     * @param salt 16 bytes, known to the client and the operator
     * @param amountMinor 0 or more
     * @param path siblings from the leaf upward
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Part(long index, byte[] salt, long amountMinor, List<SumNode> path) {
        /** A leaf whose parts stay as they are. */
        public Part {
            salt = salt.clone();
            path = List.copyOf(path);
        }

        /** A copy of the salt. */
        @Override
        public byte[] salt() {
            return salt.clone();
        }
    }
}
