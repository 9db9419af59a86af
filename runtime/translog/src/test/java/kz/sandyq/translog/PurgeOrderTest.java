package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member obeys the log's key, for its own cluster, and nothing that was signed for something else. */
class PurgeOrderTest {
    private static final String ORIGIN = "test.invalid/sandyq/7";

    @TempDir
    Path place;

    @Test
    void anOrderIsReadByTheClusterItIsFor() throws Refused {
        NoteSigner log = key("log.key", ORIGIN);
        PurgeOrder order = new PurgeOrder(7, 33_554_432);
        assertThat(PurgeOrder.read(order.signed(log).format(), log.key(), 7)).isEqualTo(order);
        assertThat(order.signed(log).format()).hasSizeLessThan(PurgeOrder.LONGEST);
    }

    @Test
    void nothingElseIsAnOrder() {
        NoteSigner log = key("log.key", ORIGIN);
        byte[] order = new PurgeOrder(7, 33_554_432).signed(log).format();
        refused(Refusal.OTHER_CLUSTER, order, log, 8);
        refused(Refusal.LOG_SIGNATURE_MISSING, order, key("other.key", ORIGIN), 7);
        refused(Refusal.LOG_SIGNATURE_MISSING, order, key("named.key", "test.invalid/sandyq/8"), 7);
        String further = new String(order, UTF_8).replace("33554432", "93554432");
        refused(Refusal.SIGNATURE_INVALID, further.getBytes(UTF_8), log, 7);
        refused(Refusal.NOTE_MALFORMED, new byte[0], log, 7);
        String head = new Checkpoint(ORIGIN, 12, Hash.of(new byte[Hash.BYTES])).text();
        refused(Refusal.NOTE_MALFORMED, signed(log, head), log, 7);
        String before = new String(order, UTF_8).split("\n\n", 2)[0];
        refused(Refusal.NOTE_MALFORMED, signed(log, before.replace("33554432", "-1") + "\n"), log, 7);
        refused(Refusal.NOTE_MALFORMED, signed(log, before + "\n1\n"), log, 7);
        refused(Refusal.OTHER_CLUSTER, signed(log, before.replace("\n7\n", "\n07\n") + "\n"), log, 7);
    }

    @Test
    void anOrderIsNoCheckpoint() {
        SignedNote order = new PurgeOrder(7, 33_554_432).signed(key("log.key", ORIGIN));
        assertThatThrownBy(() -> {
                    Checkpoint head = Checkpoint.parse(order.text());
                    assertThat(head.origin()).isEqualTo(ORIGIN);
                })
                .isInstanceOf(Refused.class);
    }

    private static byte[] signed(NoteSigner key, String text) {
        return new SignedNote(text, List.of(key.sign(text, 0))).format();
    }

    private static void refused(Refusal refusal, byte[] note, NoteSigner key, long cluster) {
        assertThatThrownBy(() -> PurgeOrder.read(note, key.key(), cluster))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private NoteSigner key(String file, String name) {
        return SigningKeys.take(place.resolve(file), name, VerifierKey.ED25519);
    }
}
