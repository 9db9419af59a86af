package kz.sandyq.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The unanswered commands of one client in the order in which they were submitted, and which of them have to be offered
 * to the present session. A re-send goes back to the oldest, so that the order stays. Used by one thread.
 */
final class InFlight {
    /** First 16 bytes of the command's key. */
    record KeyBits(long high, long low) {}

    /** One command. The body, without the header, is what the core compares when a key comes again. */
    static final class Pending {
        final KeyBits key;
        final UnsafeBuffer bytes;
        final long submittedAtNs;
        final List<CompletableFuture<Reply>> askers = new ArrayList<>(1);
        private long offeredAtNs;
        private int offers;
        private boolean waits;

        Pending(byte[] command, CompletableFuture<Reply> asker, long submittedAtNs) {
            bytes = new UnsafeBuffer(command.clone());
            CommandHeaderDecoder header = new CommandHeaderDecoder().wrap(bytes, MessageHeaderDecoder.ENCODED_LENGTH);
            key = new KeyBits(header.keyHigh(), header.keyLow());
            askers.add(asker);
            this.submittedAtNs = submittedAtNs;
        }

        private boolean sameContent(Pending other) {
            int body = MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;
            return bytes.getLong(0) == other.bytes.getLong(0)
                    && bytes.capacity() == other.bytes.capacity()
                    && new UnsafeBuffer(bytes, body, bytes.capacity() - body)
                            .equals(new UnsafeBuffer(other.bytes, body, bytes.capacity() - body));
        }

        private boolean abandoned() {
            return askers.stream().allMatch(CompletableFuture::isDone);
        }
    }

    private final Map<KeyBits, Pending> bySubmission = new LinkedHashMap<>();
    private final Deque<Pending> toOffer = new ArrayDeque<>();
    private final Map<KeyBits, Integer> echoes = new HashMap<>();
    private boolean heard;
    private boolean wentBack;

    /**
     * Takes a command in; the same content under a key in flight shares its answer. Returns the answer of other content
     * under a key in flight, which is not sent.
     */
    @Nullable
    Reply add(Pending pending) {
        Pending earlier = bySubmission.get(pending.key);
        if (earlier == null) {
            bySubmission.put(pending.key, pending);
            toOffer.add(pending);
            pending.waits = true;
            return null;
        }
        if (earlier.sameContent(pending)) {
            earlier.askers.addAll(pending.askers);
            return null;
        }
        return new Reply(0, 0, RejectCode.KEY_CONTENT_MISMATCH.number(), 0, 0, 0, false, List.of());
    }

    /** A new session knows of nothing: everything unanswered goes to it, in order. */
    void newSession() {
        echoes.clear();
        bySubmission.values().forEach(pending -> pending.offers = 0);
        goBack();
        wentBack = false;
    }

    /** The next command to offer; none while a session that has not been heard holds one. */
    @Nullable
    Pending next() {
        if (!heard && bySubmission.values().stream().anyMatch(pending -> !pending.waits)) {
            return null;
        }
        return toOffer.peek();
    }

    void offered(Pending pending, long nowNs) {
        toOffer.remove();
        pending.waits = false;
        pending.offers++;
        pending.offeredAtNs = nowNs;
    }

    /** Who asked for this answer; nobody for the echo of a re-send. */
    List<CompletableFuture<Reply>> answered(KeyBits key) {
        heard = true;
        wentBack = false;
        Integer expected = echoes.get(key);
        if (expected != null) {
            if (expected == 1) {
                echoes.remove(key);
            } else {
                echoes.put(key, expected - 1);
            }
            return List.of();
        }
        Pending pending = bySubmission.remove(key);
        if (pending == null) {
            return List.of();
        }
        leave(pending, pending.offers - 1);
        return pending.askers;
    }

    private void leave(Pending pending, int answersToCome) {
        if (pending.waits) {
            toOffer.remove(pending);
        }
        if (answersToCome > 0) {
            echoes.merge(pending.key, answersToCome, Integer::sum);
        }
    }

    /** Goes back when the oldest has no answer for this long; false when that was in vain before. */
    boolean resend(long nowNs, long afterNs) {
        Iterator<Pending> oldest = bySubmission.values().iterator();
        if (!oldest.hasNext()) {
            return true;
        }
        Pending first = oldest.next();
        if (first.waits || nowNs - first.offeredAtNs <= afterNs) {
            return true;
        }
        boolean hopeful = !wentBack;
        goBack();
        wentBack = true;
        return hopeful;
    }

    private void goBack() {
        heard = false;
        toOffer.clear();
        bySubmission.values().forEach(pending -> {
            pending.waits = true;
            toOffer.add(pending);
        });
    }

    /** Those that have waited longer than this, and those nobody waits for that never went out, leave. */
    List<CompletableFuture<Reply>> giveUp(long nowNs, long afterNs) {
        List<CompletableFuture<Reply>> askers = new ArrayList<>();
        for (Iterator<Pending> all = bySubmission.values().iterator(); all.hasNext(); ) {
            Pending pending = all.next();
            boolean late = nowNs - pending.submittedAtNs > afterNs;
            if (late || pending.offers == 0 && pending.waits && pending.abandoned()) {
                all.remove();
                leave(pending, pending.offers);
                askers.addAll(pending.askers);
            }
        }
        return askers;
    }

    int size() {
        return bySubmission.size();
    }
}
