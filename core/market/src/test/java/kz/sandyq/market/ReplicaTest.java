package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.AssetKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where a host of the log goes on, and where it stops. */
class ReplicaTest {
    private static final long NOW_MS = Floor.START_MS;

    /** A market whose third entry will be the one that a test is about. */
    private static Replica begun(EventSink sink, Quarantine quarantine) {
        Replica replica = new Replica(new MarketCore(sink), quarantine);
        apply(replica, 1, 12, genesis(Rules.NEWEST));
        replica.tick(NOW_MS);
        return replica;
    }

    private static CommandBody genesis(int rules) {
        return SystemCommands.genesis(7, true, 0, 300, 60_000, 3_600_000, 4, 8, Floor.SMALL, rules);
    }

    private static CommandBody asset(String code) {
        return AccountCommands.createAsset(AssetKind.MONEY, 2, code);
    }

    private static void apply(Replica replica, long key, long secondPerson, CommandBody body) {
        UnsafeBuffer entry = entry(key, secondPerson, body);
        replica.apply(NOW_MS, entry, 0, entry.capacity());
    }

    private static UnsafeBuffer entry(long key, long secondPerson, CommandBody body) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Header header = new Header(new Key(key, key, NOW_MS), 5, 11, secondPerson, new byte[32], new byte[16]);
        return new UnsafeBuffer(buffer, 0, body.encode(buffer, 0, header));
    }

    private static void stops(ReplicaStop.Reason reason, String words, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        ReplicaStop.class, stop -> assertThat(stop.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    @Test
    void itStopsWhereTwoPersonsActivateRulesThatItDoesNotKnow() {
        Replica replica = begun(EventSink.NONE, Quarantine.NONE);
        apply(replica, 2, 11, SystemCommands.activateRules(Rules.NEWEST + 1));
        apply(replica, 3, 12, SystemCommands.activateRules(Rules.FIRST));
        assertThat(replica.core().rules()).isEqualTo(Rules.NEWEST);
        stops(
                ReplicaStop.Reason.RULES_UNKNOWN,
                "from entry 5 on the log goes by rules " + (Rules.NEWEST + 1),
                () -> apply(replica, 4, 12, SystemCommands.activateRules(Rules.NEWEST + 1)));
        stops(ReplicaStop.Reason.FAULT, "has stopped before", () -> replica.tick(NOW_MS));
        stops(ReplicaStop.Reason.FAULT, "has stopped before", () -> apply(replica, 5, 12, asset("KZT")));
        Replica young = new Replica(new MarketCore(EventSink.NONE), Quarantine.NONE);
        apply(young, 1, 12, genesis(Rules.FIRST - 1));
        stops(
                ReplicaStop.Reason.RULES_UNKNOWN,
                "from entry 2 on",
                () -> apply(young, 2, 12, genesis(Rules.NEWEST + 1)));
    }

    @Test
    void anEntryAtWhichTheCoreFailsIsNamedAndLeftOutByQuarantine() {
        UnsafeBuffer poison = entry(2, 12, asset("BAD"));
        String hash = Quarantine.hash(NOW_MS, poison, 0, poison.capacity());
        EventSink failing = (sequence, index, buffer, offset, length) -> {
            if (sequence == 3 && length > 60) {
                throw new InvariantViolation("planted");
            }
        };
        Replica replica = begun(failing, Quarantine.NONE);
        stops(
                ReplicaStop.Reason.FAULT,
                "the core failed at entry 3 of cluster 7: planted; its hash is " + hash,
                () -> replica.apply(NOW_MS, poison, 0, poison.capacity()));
        stops(ReplicaStop.Reason.FAULT, "has stopped before", () -> replica.tick(NOW_MS));

        Quarantine quarantine = new Quarantine(List.of(new Quarantine.Entry(3, hash)));
        List<Replica> hosts = List.of(begun(EventSink.NONE, quarantine), begun(EventSink.NONE, quarantine));
        for (Replica host : hosts) {
            host.apply(NOW_MS, poison, 0, poison.capacity());
            apply(host, 3, 12, asset("BAD"));
        }
        assertThat(Floor.hash(hosts.get(0).core()))
                .isEqualTo(Floor.hash(hosts.get(1).core()));
        Replica without = begun(EventSink.NONE, Quarantine.NONE);
        without.apply(NOW_MS, poison, 0, poison.capacity());
        apply(without, 3, 12, asset("BAD"));
        assertThat(Floor.hash(without.core()))
                .isNotEqualTo(Floor.hash(hosts.get(0).core()));
    }

    @Test
    void aQuarantineOfAnotherLogIsRefused() {
        Quarantine other = new Quarantine(List.of(new Quarantine.Entry(3, "00".repeat(32))));
        Replica replica = begun(EventSink.NONE, other);
        UnsafeBuffer entry = entry(2, 12, asset("KZT"));
        stops(
                ReplicaStop.Reason.WRONG_QUARANTINE,
                Quarantine.hash(NOW_MS, entry, 0, entry.capacity()),
                () -> replica.apply(NOW_MS, entry, 0, entry.capacity()));
        Quarantine.Entry twice = new Quarantine.Entry(3, "11".repeat(32));
        assertThatThrownBy(() -> new Quarantine(List.of(twice, twice))).isInstanceOf(IllegalArgumentException.class);
    }
}
