package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import kz.sandyq.operator.life.Scene.Client;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.FactRecordedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A record of the audit trail that names a client is erased with its salt; that it stood in the log stays proven. */
final class ForgottenRecord {
    private final LiveOperator operator;
    private final Scene scene;

    ForgottenRecord(LiveOperator operator, Scene scene) {
        this.operator = operator;
        this.scene = scene;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(long sequence, int place, byte[] commitment, byte @Nullable [] salt) {}

    void staysProven(Client client) throws Refused {
        JdbcClient database = operator.bean(JdbcClient.class);
        String naming = "from platform.audit where subject = 'client:" + number(client) + "'";
        long record = database.sql("select min(id) " + naming).query(Long.class).single();
        Kept before = Awaitility.await().until(() -> fact(record), each -> each.sequence() > 0);
        assertThat(before.salt()).hasSize(Fact.SALT_BYTES);
        byte[] receipt = receipt(before);
        operator.post(scene.administrator, "/audit/" + record + "/erasure", "{\"ground\":\"Сот шешімі № 12\"}")
                .ok();
        operator.approve(scene.secondAdministrator, "audit.erasure");
        Kept after = fact(record);
        assertThat(after.salt()).isNull();
        assertThat(after.commitment()).isEqualTo(before.commitment());
        assertThat(database.sql("select actor_name || subject || details::text from platform.audit where id = "
                                + record)
                        .query(String.class)
                        .single())
                .isEqualTo("{}");
        for (byte[] each : new byte[][] {receipt, receipt(after)}) {
            assertThat(commitment(each, before)).isEqualTo(before.commitment());
        }
    }

    /** What the log recorded at that place, as whoever has the receipt reads it. */
    private byte[] commitment(byte[] receipt, Kept fact) throws Refused {
        Policy policy = Policy.parse(operator.file("", "/log/policy").body());
        Verdict verdict = new ReceiptVerifier(policy, "localhost/sandyq/1", 1).verify(receipt);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Proven.class,
                        proven -> assertThat(proven.sequence()).isEqualTo(fact.sequence()));
        var recorded = new FactRecordedDecoder()
                .wrapAndApplyHeader(
                        new UnsafeBuffer(((Verdict.Proven) verdict).record()), 0, new MessageHeaderDecoder());
        assertThat(recorded.kind()).isEqualTo(FactKind.AUDIT);
        byte[] commitment = new byte[fact.commitment().length];
        recorded.commitment().getBytes(commitment, 0, commitment.length);
        return commitment;
    }

    private byte[] receipt(Kept fact) {
        Proofs proofs = operator.bean(Proofs.class);
        return Awaitility.await()
                .ignoreExceptions()
                .until(() -> proofs.receipt(fact.sequence(), fact.place()), each -> each.length > 0);
    }

    private Kept fact(long record) {
        return operator.bean(JdbcClient.class)
                .sql("select sequence, place, commitment, salt from platform.fact where audit_id = " + record)
                .query((row, number) -> new Kept(
                        row.getLong("sequence"),
                        row.getInt("place"),
                        Objects.requireNonNull(row.getBytes("commitment")),
                        row.getBytes("salt")))
                .single();
    }

    private static String number(Client client) {
        return client.id().substring(client.id().indexOf('-') + 1);
    }
}
