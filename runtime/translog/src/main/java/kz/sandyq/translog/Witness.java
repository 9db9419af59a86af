package kz.sandyq.translog;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.witness.AddCheckpoint;
import kz.sandyq.transparency.witness.WitnessAnswer;
import org.jspecify.annotations.Nullable;

/** One witness that is asked to cosign, one question at a time, the more seldom the longer it fails to. */
final class Witness {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_CONSISTENT = 422;
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_AT_MOST_NS = TimeUnit.MINUTES.toNanos(5);

    private final String policyName;
    private final URI place;
    private final VerifierKey key;
    private final KeptAlarm alarm;
    private CosignerWord said;
    private long itsSize;
    private @Nullable Checkpoint signed;
    private @Nullable NoteSignature signature;
    private @Nullable CompletableFuture<?> question;
    private long notBeforeNs = System.nanoTime();
    private long pauseNs = PAUSE_NS;

    /** Nothing was asked yet; an alarm that an earlier process has kept stands. */
    Witness(String policyName, URI place, VerifierKey key, KeptAlarm alarm) {
        this.policyName = policyName;
        this.place = place;
        this.key = key;
        this.alarm = alarm;
        said = alarm.word(Policy.shown(policyName));
    }

    String policyName() {
        return policyName;
    }

    VerifierKey key() {
        return key;
    }

    synchronized CosignerWord said() {
        return said;
    }

    /** Its cosignature of a head, if it has come. */
    synchronized Optional<NoteSignature> signature(Checkpoint head) {
        return head.equals(signed) ? Optional.ofNullable(signature) : Optional.empty();
    }

    /**
     * Asks, unless it has signed this head, is being asked, or is given a pause.
     *
     * @param consistency proof that the head goes on from a size, from 1 to the head's
     */
    synchronized void ask(HttpClient http, SignedNote note, Checkpoint head, LongFunction<List<Hash>> consistency) {
        boolean pending = question != null && !question.isDone();
        if (pending || head.equals(signed) || System.nanoTime() - notBeforeNs < 0) {
            return;
        }
        if (itsSize > head.size()) {
            say(State.DIFFERS, head);
            itsSize = 0;
            pause();
            return;
        }
        AddCheckpoint request;
        try {
            request = AddCheckpoint.of(itsSize, itsSize == 0 ? List.of() : consistency.apply(itsSize), note);
        } catch (Refused impossible) {
            throw new TranslogException("the own checkpoint cannot be shown to a witness", impossible);
        }
        HttpRequest post = HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(request.format()))
                .build();
        question = http.sendAsync(post, BodyHandlers.limiting(BodyHandlers.ofByteArray(), WitnessAnswer.LONGEST))
                .orTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failed) -> hear(request, failed == null ? answer : null));
    }

    private synchronized void hear(AddCheckpoint request, @Nullable HttpResponse<byte[]> answer) {
        Checkpoint head = request.checkpoint();
        if (answer == null) {
            say(State.SILENT, head);
            pause();
            return;
        }
        try {
            String type = answer.headers().firstValue("Content-Type").orElse(null);
            switch (WitnessAnswer.read(answer.statusCode(), type, answer.body(), request, List.of(key))) {
                case WitnessAnswer.Cosigned cosigned -> {
                    signed = head;
                    signature = cosigned.signatures().getFirst();
                    itsSize = head.size();
                    pauseNs = PAUSE_NS;
                    say(State.COSIGNED, head);
                }
                case WitnessAnswer.AtSize at
                when at.size() == request.oldSize() -> {
                    say(State.DIFFERS, head);
                    pause();
                }
                case WitnessAnswer.AtSize at -> {
                    // At once from there; one that says another size each time is given the pauses of one that fails.
                    itsSize = at.size();
                    notBeforeNs = System.nanoTime() + (pauseNs > PAUSE_NS ? pauseNs : 0);
                    pauseNs = Math.min(2 * pauseNs, PAUSE_AT_MOST_NS);
                }
                case WitnessAnswer.NotCosigned refused -> {
                    // The proof was made from the own tree: one that does not lead from its head is of another history.
                    say(refused.status() == NOT_CONSISTENT ? State.DIFFERS : State.UNUSABLE, head);
                    pause();
                }
            }
        } catch (Refused none) {
            say(State.UNUSABLE, head);
            pause();
        }
    }

    /** Another history stays one until the witness cosigns: neither silence nor a refusal takes it back. */
    private void say(State state, Checkpoint head) {
        if (state == State.DIFFERS) {
            alarm.raise(head.size(), null);
        }
        if (said.isAlarm() && (state != State.COSIGNED || !alarm.clear())) {
            return;
        }
        said = new CosignerWord(said.name(), state, head.size());
    }

    private void pause() {
        notBeforeNs = System.nanoTime() + pauseNs;
        pauseNs = Math.min(2 * pauseNs, PAUSE_AT_MOST_NS);
    }
}
