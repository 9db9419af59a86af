package kz.sandyq.transparency.receipt;

import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.tree.TreeProofs;

/** Checks receipts offline: with public keys and nothing else. */
public final class ReceiptVerifier {
    private final Policy policy;
    private final String origin;
    private final long cluster;

    /**
     * Checks receipts of one log.
     *
     * @param policy whose signatures are needed
     * @param origin name of the log
     * @param cluster number of the cluster
     */
    public ReceiptVerifier(Policy policy, String origin, long cluster) {
        this.policy = policy;
        this.origin = origin;
        this.cluster = cluster;
    }

    /** Everything that is to be checked; the first thing that does not hold is the refusal. */
    public Verdict verify(byte[] file) {
        try {
            return proven(TlogProof.parse(file));
        } catch (Refused refused) {
            return new Verdict.NotProven(refused.refusal());
        }
    }

    private Verdict proven(TlogProof proof) throws Refused {
        Receipt receipt = Receipt.parse(proof.extra());
        BlockHeader header = receipt.header();
        Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
        Refused.unless(checkpoint.origin().equals(origin), Refusal.OTHER_ORIGIN);
        Refused.unless(header.cluster() == cluster, Refusal.OTHER_CLUSTER);
        Signers signers = Signers.of(proof.checkpoint(), policy, origin);
        Refused.unless(proof.index() < checkpoint.size(), Refusal.INDEX_OUTSIDE_TREE);
        Refused.unless(
                TreeProofs.includes(
                        header.leafHash(), proof.index(), checkpoint.size(), proof.path(), checkpoint.root()),
                Refusal.HEADER_NOT_IN_LOG);
        long index = receipt.indexInBlock();
        Refused.unless(index >= 0 && index < header.records(), Refusal.INDEX_OUTSIDE_TREE);
        Refused.unless(
                receipt.sequence() >= header.firstSequence() && receipt.sequence() <= header.lastSequence(),
                Refusal.SEQUENCE_OUTSIDE_BLOCK);
        Refused.unless(
                TreeProofs.includes(
                        receipt.leafHash(), index, header.records(), receipt.blockPath(), header.recordsRoot()),
                Refusal.RECORD_NOT_IN_BLOCK);
        return new Verdict.Proven(
                receipt.sequence(),
                receipt.recordNumber(),
                receipt.record(),
                header,
                checkpoint,
                signers.nodes(),
                signers.witnesses(),
                signers.others());
    }
}
