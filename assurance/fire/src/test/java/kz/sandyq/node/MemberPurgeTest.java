package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.translog.PurgeOrder;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose orders a member takes: those of the key in its file, and nobody's without one. */
class MemberPurgeTest {
    @TempDir
    Path directory;

    @Test
    void onlyTheKeyOfItsFileOrdersAMember() throws IOException {
        NoteSigner log = key("log.key", CosignedLog.ORIGIN);
        byte[] order = new PurgeOrder(7, 1 << 24).signed(log).format();
        byte[] others = new PurgeOrder(7, 1 << 24)
                .signed(key("other.key", CosignedLog.ORIGIN))
                .format();
        byte[] elsewhere = new PurgeOrder(8, 1 << 24).signed(log).format();
        assertThat(member("# no key").order(order).status()).isEqualTo(403);
        MemberPurge member = member("proof.log-key = " + log.key().format());
        assertThat(member.order(others).status()).isEqualTo(403);
        assertThat(member.order(elsewhere).status()).isEqualTo(403);
        assertThat(member.order(new byte[1]).status()).isEqualTo(403);
        assertThat(member.room().status()).as("it does not run").isEqualTo(503);
        assertThat(member.order(order).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "another.invalid/sandyq/7", "cosigner"})
    void aKeyThatIsNotTheLogsEndsTheStart(String name) {
        String word = switch (name) {
            case "nonsense" -> name;
            case "cosigner" ->
                SigningKeys.take(directory.resolve("node.key"), CosignedLog.ORIGIN, VerifierKey.COSIGNATURE)
                        .key()
                        .format();
            default -> key("named.key", name).key().format();
        };
        assertThatThrownBy(() -> member("proof.log-key = " + word))
                .isInstanceOfSatisfying(
                        NodeFault.class, fault -> assertThat(fault.exitCode()).isEqualTo(NodeFault.WRONG_CONFIGURATION))
                .hasMessageContaining("not the key of the log");
    }

    private NoteSigner key(String file, String name) {
        return SigningKeys.take(directory.resolve(file), name, VerifierKey.ED25519);
    }

    private MemberPurge member(String line) throws IOException {
        Path written = Files.write(
                directory.resolve("cluster.properties"),
                List.of(
                        "cluster.number = 7",
                        "proof.origin = " + CosignedLog.ORIGIN,
                        line,
                        member(0),
                        member(1),
                        member(2)));
        ClusterFile file = ClusterFile.read(written);
        return new MemberPurge(file, 0, () -> null, new MemberProofs(file, 0, InstantSource.system()));
    }

    private String member(int id) {
        String of = "member." + id + ".";
        return String.join(
                "\n",
                of + "name = node-" + id,
                of + "host = 127.0.0.1",
                of + "first-port = " + (9_000 + 10 * id),
                of + "health-port = " + (9_090 + id),
                of + "directory = " + directory.resolve("node-" + id));
    }
}
