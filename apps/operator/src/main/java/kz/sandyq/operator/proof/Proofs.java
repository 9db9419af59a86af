package kz.sandyq.operator.proof;

import java.util.Optional;
import java.util.stream.Stream;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Accepted or proven: what is in the log is accepted, what a signed checkpoint covers is proven. */
@Component
public class Proofs {
    private final ObjectProvider<ProofLoop> loop;

    Proofs(ObjectProvider<ProofLoop> loop) {
        this.loop = loop;
    }

    /** How far the log is proven, if it is at all. */
    public Optional<Proven> newest() {
        return Optional.ofNullable(loop.getIfAvailable()).flatMap(ProofLoop::proven);
    }

    /** By whom an entry is proven, with witnesses where it is with them; null while it is only accepted. */
    public @Nullable ProvenBy by(long sequence) {
        return ProvenBy.first(sequence, Stream.of(witnessed(), newest()).flatMap(Optional::stream));
    }

    /** Of an entry, as {@link ProvenBy#state}. */
    public String state(long sequence) {
        return ProvenBy.state(by(sequence));
    }

    /** How far the log is proven with as many witnesses as the policy asks for, if it is at all. */
    Optional<Proven> witnessed() {
        return Optional.ofNullable(loop.getIfAvailable()).flatMap(ProofLoop::witnessed);
    }

    /**
     * The receipt of an event: a tlog-proof file. Whether the asker may have it is for the caller to know.
     *
     * @param sequence entry of the log
     * @param eventIndex position of the event in it, from 0
     * @throws RefusedException PROOF_NOT_YET (409) until a checkpoint covers the entry that has all the signatures that
     *     the policy asks for
     */
    public byte[] receipt(long sequence, int eventIndex) {
        return Optional.ofNullable(loop.getIfAvailable())
                .flatMap(running -> running.receipt(sequence, eventIndex + 1))
                .orElseThrow(() -> new RefusedException("PROOF_NOT_YET", sequence).status(409));
    }
}
