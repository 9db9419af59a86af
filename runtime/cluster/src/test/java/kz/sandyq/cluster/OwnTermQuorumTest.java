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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A leader takes for committed only what a majority has of its own log. */
class OwnTermQuorumTest {
    private static final long NOW_NS = 20_000_000_000L;
    private static final long TIMEOUT_NS = 1_000_000_000L;
    private static final long LEADER_APPENDED = 900;
    /** Where the log ended when the leader of term 7 was elected; its first entry ends 96 bytes behind it. */
    private static final long BASE = 200;

    @BeforeAll
    static void repaired() {
        ConsensusRepair.apply();
    }

    /** Members with term:position:age in ms; the first is the leader of term 7. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "7:900:0 7:500:0 7:300:0,                  500",
        // It comes back with a tail of an earlier term, longer than what the others have of this one.
        "7:900:0 6:800:0 7:300:0,                  300",
        "7:900:0 6:800:0 7:300:0 6:850:0 7:250:0,  296",
        // Nobody else has this term yet: its first entry, which is nobody's command, and no further.
        "7:900:0 6:800:0 5:800:0,                  296",
        "7:900:0 6:250:0 6:100:0,                  250",
        // Who fetches what is of earlier terms counts in full when it has come to this one.
        "7:900:0 7:300:0 6:700:0,                  300",
        // A leader that does not yet know of a later one.
        "7:900:0 8:800:0 7:300:0,                  300",
        "7:900:0 8:800:0 8:300:0,                  0",
        "7:900:0 7:500:999 7:300:0,                500",
        "7:900:0 7:500:1000 7:300:0,               300",
        "7:900:0 7:500:1000 7:300:1000,            0",
        "7:900:0,                                  900",
        "7:900:0 7:950:0 7:950:0,                  950",
    })
    void onlyWhoHasTheLeadersLogCounts(String told, long expected) throws Throwable {
        position(told, election(7, 7));

        assertThat(position(told, null)).isEqualTo(expected);
    }

    /** States of one election, each with the elected term, the log's term and the members; the last one counts. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        // Those that voted told of the term in which the log ends; those that follow tell the new one.
        "7/6/4:200:0 6:200:0 3:800:0,                                  200",
        "7/6/4:200:0 6:100:0 5:200:0,                                  100",
        "7/6/4:200:0 7:150:0 5:200:0,                                  150",
        "7/6/4:200:0 5:200:0 5:200:0,                                  0",
        // The log's term is the new one before the election is over.
        "7/6/4:200:0 6:200:0 7:90:0 | 7/7/7:200:0 6:200:0 7:90:0,      200",
        // The first of all.
        "0/-1/-1:0:0 -1:0:0 -1:0:0,                                    0",
    })
    void whoIsElectedCountsThoseWithItsLog(String states, long expected) throws Throwable {
        long position = -1;
        for (String state : states.split(" \\| ")) {
            String[] parts = state.split("/");
            position = position(parts[2], election(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        }
        assertThat(position).isEqualTo(expected);
    }

    private static long position(String told, @Nullable Object election) {
        ClusterMember[] members = members(told);
        long[] ranked = new long[ClusterMember.quorumThreshold(members.length)];
        return OwnTermQuorum.position(members, ranked, NOW_NS, TIMEOUT_NS, members[0], election, 7);
    }

    private static Object election(long term, long logTerm) throws ReflectiveOperationException {
        Object election = UnsafeApi.allocateInstance(Class.forName("io.aeron.cluster.Election"));
        set(election, "leadershipTermId", term);
        set(election, "logLeadershipTermId", logTerm);
        set(election, "appendPosition", BASE);
        return election;
    }

    /** What the consensus module of this process makes of it, not only what it is told when it asks. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "7:900:0 7:500:0 7:300:0, 500",
        "7:900:0 6:800:0 7:300:0, 300",
        "7:900:0 7:950:0 7:950:0, 900",
    })
    void theConsensusModuleCountsSo(String told, long expected) throws Throwable {
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
