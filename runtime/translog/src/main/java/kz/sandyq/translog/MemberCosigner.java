package kz.sandyq.translog;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import kz.sandyq.translog.CosignerWord.State;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/** One member that is asked to cosign, one question at a time. */
final class MemberCosigner {
    private static final long ASK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final String name;
    private final LongFunction<URI> place;
    private final List<VerifierKey> keys;
    private final KeptAlarm alarm;
    private final Duration patience;
    private CosignerWord said;
    private @Nullable Checkpoint signed;
    private @Nullable NoteSignature signature;
    private @Nullable CompletableFuture<?> question;
    private long askedAtNs = System.nanoTime() - ASK_EVERY_NS;

    /**
     * Nothing was asked yet; an alarm that an earlier process has kept stands.
     *
     * @param place where it gives the cosigned head of a size
     * @param keys of this member, one or more
     * @param evidence where a head with another root is kept, and that there was one
     */
    MemberCosigner(String name, LongFunction<URI> place, List<VerifierKey> keys, Path evidence, Duration patience) {
        this.name = name;
        this.place = place;
        this.keys = keys;
        this.patience = patience;
        alarm = new KeptAlarm(evidence, name);
        said = alarm.word(name);
    }

    /** Asks, unless it has signed this head, is being asked, or was asked a moment ago. */
    synchronized void ask(HttpClient http, Checkpoint head) {
        long nowNs = System.nanoTime();
        if ((question != null && !question.isDone()) || head.equals(signed) || nowNs - askedAtNs < ASK_EVERY_NS) {
            return;
        }
        askedAtNs = nowNs;
        HttpRequest request = HttpRequest.newBuilder(place.apply(head.size()))
                .timeout(patience)
                .build();
        // A member that answers with very much is none: the rest is not read.
        question = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), SignedNote.LONGEST))
                .orTimeout(2 * patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failed) -> hear(head, failed == null ? answer : null));
    }

    private synchronized void hear(Checkpoint head, @Nullable HttpResponse<byte[]> answer) {
        State state = State.SILENT;
        if (answer != null && answer.statusCode() == OK) {
            state = read(head, answer.body());
        } else if (answer != null && answer.statusCode() == NOT_FOUND) {
            state = State.NOT_YET;
        }
        if (!said.isAlarm() || takesBack(state, head)) {
            said = new CosignerWord(name, state, head.size());
        }
    }

    /** Silence takes nothing back: only the right root of a size not below it does. */
    private boolean takesBack(State state, Checkpoint head) {
        return state == State.COSIGNED && head.size() >= said.size() && alarm.clear();
    }

    private State read(Checkpoint head, byte[] body) {
        try {
            SignedNote note = SignedNote.parse(body);
            Optional<NoteSignature> verified =
                    note.verified(keys).values().stream().findFirst();
            if (verified.isEmpty()) {
                return State.UNUSABLE;
            }
            if (note.text().equals(head.text())) {
                signed = head;
                signature = verified.get();
                return State.COSIGNED;
            }
            Checkpoint other = Checkpoint.parse(note.text());
            if (!other.origin().equals(head.origin()) || other.size() != head.size()) {
                return State.UNUSABLE;
            }
            alarm.raise(head.size(), note.format());
            return State.DIFFERS;
        } catch (Refused none) {
            return State.UNUSABLE;
        }
    }

    /** Its cosignature of a head, if it has come. */
    synchronized Optional<NoteSignature> signature(Checkpoint head) {
        return head.equals(signed) ? Optional.ofNullable(signature) : Optional.empty();
    }

    synchronized CosignerWord said() {
        return said;
    }
}
