package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;

/** The policy that a deployment begins with, and when its proofs are said to stand still. */
class ProofKeysTest {
    private static final String ORIGIN = "test.invalid/sandyq/1";

    @TempDir
    Path place;

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "5, 4"})
    void aPolicyOfMembersBearsThatOneIsMissing(int members, int needed) throws IOException {
        ProofKeys keys = take(keys(members));
        Set<String> names = keys.policy().witnesses().keySet();
        assertThat(names).hasSize(members).contains("node-0");
        assertThat(keys.policyText()).contains("\ngroup nodes " + needed + " node-0");
        assertThat(keys.policy()
                        .misses(Policy.NODES, Set.copyOf(List.copyOf(names).subList(0, needed))))
                .isFalse();
        assertThat(keys.policy()
                        .misses(Policy.NODES, Set.copyOf(List.copyOf(names).subList(0, needed - 1))))
                .isTrue();
        // It is the same at the next start, whether or not the keys are said again.
        assertThat(take(keys(members)).policyText()).isEqualTo(keys.policyText());
        assertThat(take(List.of()).policyText()).isEqualTo(keys.policyText());
    }

    @Test
    void aDeploymentWithoutMembersVouchesForItself() throws IOException {
        ProofKeys keys = take(List.of());
        assertThat(keys.policy().witnesses())
                .containsOnlyKeys("node-1")
                .containsValue(keys.node().key());
        assertThatThrownBy(() -> take(keys(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not name node-0+")
                .hasMessageContaining("changed by hand");
        Files.delete(place.resolve("keys/log.key"));
        Files.writeString(place.resolve("checkpoint"), "signed");
        assertThatThrownBy(() -> take(List.of())).hasMessageContaining("bring the key back");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (String nonsense : List.of("node-0", "node-0+1+2", "")) {
            assertThatThrownBy(() -> take(List.of(nonsense)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is no policy");
        }
    }

    @Test
    void proofsThatStandStillAreDegradedAndNeverDown() {
        assertThat(ProofHealth.status(Duration.ofSeconds(70), false)).isEqualTo(Status.UP);
        assertThat(ProofHealth.status(Duration.ofSeconds(181), false)).isEqualTo(ProofHealth.DEGRADED);
        assertThat(ProofHealth.status(Duration.ZERO, true)).isEqualTo(ProofHealth.DEGRADED);
    }

    private ProofKeys take(List<String> members) {
        return ProofKeys.take(place.resolve("keys"), place.resolve("checkpoint"), ORIGIN, members);
    }

    private List<String> keys(int count) {
        List<String> keys = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            Path file = place.resolve("node-" + id + ".key");
            keys.add(SigningKeys.take(file, "node-" + id, VerifierKey.COSIGNATURE)
                    .key()
                    .format());
        }
        return keys;
    }
}
