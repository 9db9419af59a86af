package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.ElectionState;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A leader takes for committed only what a majority has of its own log. */
class OwnTermQuorumTest {
    private static final long NOW_NS = 20_000_000_000L;
    private static final long TIMEOUT_NS = 1_000_000_000L;
    private static final long LEADER_APPENDED = 900;

    /** Members with term:position:age in ms; the first is the leader. Then the leader's term and its log's. */
    @ParameterizedTest(name = "{0} term {1} of a log of {2} -> {3}")
    @CsvSource({
        "7:900:0 7:500:0 7:300:0,                  7, 7, 500",
        // It comes back with a tail of an earlier term, longer than what the others have of this one.
        "7:900:0 6:800:0 7:300:0,                  7, 7, 300",
        "7:900:0 6:800:0 7:300:0 6:850:0 7:200:0,  7, 7, 200",
        "7:900:0 6:800:0 5:800:0,                  7, 7, 0",
        // Who fetches what is of earlier terms counts when it has come to this one.
        "7:900:0 7:300:0 6:100:0,                  7, 7, 300",
        // A leader that does not yet know of a later one.
        "7:900:0 8:800:0 7:300:0,                  7, 7, 300",
        "7:900:0 7:500:999 7:300:0,                7, 7, 500",
        "7:900:0 7:500:1000 7:300:0,               7, 7, 300",
        "7:900:0 7:500:1000 7:300:1000,            7, 7, 0",
        // Just elected: those that voted told of the term in which the log ends; those that follow tell the new one.
        "4:900:0 6:900:0 3:800:0,                  7, 6, 900",
        "4:900:0 6:500:0 5:900:0,                  7, 6, 500",
        "4:900:0 7:400:0 5:900:0,                  7, 6, 400",
        "7:900:0,                                  7, 7, 900",
        "7:900:0 7:950:0 7:950:0,                  7, 7, 950",
    })
    void onlyWhoHasTheLeadersLogCounts(String told, long term, long logTerm, long expected) {
        ClusterMember[] members = members(told);
        long[] ranked = new long[ClusterMember.quorumThreshold(members.length)];

        long position = OwnTermQuorum.position(members, ranked, NOW_NS - TIMEOUT_NS, members[0], term, logTerm);

        assertThat(position).isEqualTo(expected);
    }

    /** What the consensus module of this process makes of it, not only what it is told when it asks. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "7:900:0 7:500:0 7:300:0, 500",
        "7:900:0 6:800:0 7:300:0, 300",
        "7:900:0 7:950:0 7:950:0, 900",
    })
    void theConsensusModuleCountsSo(String told, long expected) throws Throwable {
        ConsensusRepair.apply();
        Class<?> agent = Class.forName("io.aeron.cluster.ConsensusModuleAgent");
        ClusterMember[] members = members(told);
        Object leading = UnsafeApi.allocateInstance(agent);
        set(leading, "activeMembers", members);
        set(leading, "rankedPositions", new long[ClusterMember.quorumThreshold(members.length)]);
        set(leading, "leaderHeartbeatTimeoutNs", TIMEOUT_NS);
        set(leading, "thisMember", members[0]);
        set(leading, "leadershipTermId", members[0].leadershipTermId());

        long position = (long) MethodHandles.privateLookupIn(agent, MethodHandles.lookup())
                .findVirtual(
                        agent,
                        "quorumPositionBoundedByLeaderLog",
                        MethodType.methodType(long.class, long.class, long.class))
                .invoke(leading, LEADER_APPENDED, NOW_NS);

        assertThat(position).isEqualTo(expected);
    }

    @Test
    void anotherBuildOfAeronDoesNotStart() throws IOException {
        byte[] repaired = ConsensusRepair.repaired(aeron("ConsensusModuleAgent"));

        assertThatThrownBy(() -> ConsensusRepair.repaired(repaired))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at 0 places");
    }

    @Test
    void theElectionIsAskedForItsTerms() throws Throwable {
        Object election = UnsafeApi.allocateInstance(Class.forName("io.aeron.cluster.Election"));
        set(election, "leadershipTermId", 7L);
        set(election, "logLeadershipTermId", 6L);
        ClusterMember[] members = members("4:900:0 6:500:0 5:900:0");

        assertThat(OwnTermQuorum.position(members, new long[2], NOW_NS, TIMEOUT_NS, members[0], election, 4))
                .isEqualTo(500);
    }

    private static ClusterMember[] members(String told) {
        String[] each = told.split(" ");
        return IntStream.range(0, each.length)
                .mapToObj(id -> {
                    long[] said = Arrays.stream(each[id].split(":"))
                            .mapToLong(Long::parseLong)
                            .toArray();
                    return new ClusterMember(id, "a", "b", "c", "d", "e", "f")
                            .leadershipTermId(said[0])
                            .logPosition(said[1])
                            .timeOfLastAppendPositionNs(NOW_NS - said[2] * 1_000_000);
                })
                .toArray(ClusterMember[]::new);
    }

    private static byte[] aeron(String name) throws IOException {
        try (InputStream bytes = ElectionState.class.getResourceAsStream(name + ".class")) {
            return Objects.requireNonNull(bytes).readAllBytes();
        }
    }

    private static void set(Object target, String name, Object value) throws ReflectiveOperationException {
        Field field = target.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(target, value);
    }
}
