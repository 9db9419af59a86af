package kz.sandyq.transparency;

/**
 * Why a proof or one of its files is not accepted. Numbers are stable: one is never changed or used again. What each
 * means in full stands in docs/protocol/proofs.md.
 */
public enum Refusal {
    /** Longer than any honest file of its kind. */
    TOO_LARGE(1),
    /** Not a C2SP tlog-proof in its one canonical form, or cut off. */
    PROOF_MALFORMED(2),
    /** The extra is absent or no ReceiptV1 in its one canonical form. */
    RECEIPT_MALFORMED(3),
    /** Not a C2SP signed note. */
    NOTE_MALFORMED(4),
    /** A signed note, but no C2SP checkpoint. */
    CHECKPOINT_MALFORMED(5),
    /** Not a block header of a version that is known. */
    HEADER_MALFORMED(6),
    /** Not a verifier key, or of a signature type that is not used here. */
    KEY_MALFORMED(7),
    /** Not a tile, entry bundle or path of C2SP tlog-tiles. */
    TILE_MALFORMED(8),
    /** Not a request of C2SP tlog-witness, or an answer to none. */
    WITNESS_MALFORMED(9),
    /** Not a statement of liabilities. */
    STATEMENT_MALFORMED(10),
    /** Not a holder's proof. */
    HOLDER_PROOF_MALFORMED(11),

    /** A checkpoint of another log. */
    OTHER_ORIGIN(20),
    /** A block of another cluster. */
    OTHER_CLUSTER(21),
    /** No key of the policy for this log has signed. */
    LOG_SIGNATURE_MISSING(22),
    /** A signature under a known key does not fit the text. */
    SIGNATURE_INVALID(23),
    /** A known key has signed twice. */
    SIGNED_TWICE(24),
    /** Too few members of the policy's group {@code nodes}. */
    NODE_QUORUM_MISSED(25),
    /** Too few members of the policy's group {@code witnesses}. */
    WITNESS_QUORUM_MISSED(26),
    /** The policy's quorum is not met, by the members of no such group. */
    QUORUM_MISSED(27),
    /** A witness answered without a cosignature of the key that it is known by. */
    COSIGNATURE_MISSING(28),

    /** An index that is not below the size of its tree. */
    INDEX_OUTSIDE_TREE(40),
    /** The header is not the leaf of the log that the path leads from. */
    HEADER_NOT_IN_LOG(41),
    /** The record is not the leaf of the block that the path leads from. */
    RECORD_NOT_IN_BLOCK(42),
    /** The sequence is not one of the block. */
    SEQUENCE_OUTSIDE_BLOCK(43),
    /** A block that does not go on where the one before ends. */
    CHAIN_BROKEN(44),
    /** A tile that does not hold the hashes of what it stands for. */
    TILE_DIFFERS(45),
    /** A block that the segments do not come to when they are executed again. */
    EXECUTION_DIFFERS(46),

    /** A log that has become smaller. */
    ROLLED_BACK(60),
    /** Two roots of one size: two histories were shown. */
    FORKED(61),
    /** The larger tree does not begin with the smaller one, by this proof. */
    NOT_CONSISTENT(62),

    /** Not a line of C2SP tlog-policy, or no quorum, or two. */
    POLICY_MALFORMED(80),
    /** A name defined twice, or a member of two groups. */
    POLICY_NAME_TWICE(81),
    /** One public key under two names. */
    POLICY_KEY_TWICE(82),
    /** A name that no earlier line defines. */
    POLICY_NAME_UNKNOWN(83),

    /** An amount or sum below zero. */
    AMOUNT_NEGATIVE(100),
    /** A sum above what 64 bits hold. */
    AMOUNT_OVERFLOW(101),
    /** Somebody else's leaf, or a leaf with another amount. */
    LEAF_NOT_YOURS(102),
    /** The leaf and path do not lead to the published root and total. */
    LEAF_NOT_IN_TOTAL(103),
    /** One leaf counted twice for a client. */
    LEAF_TWICE(104),
    /** The total is of another sequence or asset. */
    OTHER_TOTAL(105),
    /** The total is not what the core owes: somebody is left out or invented. */
    TOTAL_DIFFERS(106),
    /** A statement that the note of its entry does not bind. */
    STATEMENT_NOT_PUBLISHED(107);

    private final int number;

    Refusal(int number) {
        this.number = number;
    }

    /** The stable number, 1 to 999. */
    public int number() {
        return number;
    }
}
