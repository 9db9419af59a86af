package kz.sandyq.node.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.protocol.command.Key;

/** What a cluster holds at the end: every first answer that it gave, and the balances. */
public final class Register {
    /** The two halves of a key. */
    public record KeyBits(long high, long low) {
        /** Of a key. */
        public static KeyBits of(Key key) {
            return new KeyBits(key.high(), key.low());
        }
    }

    /** An entry that decided a command: its sequence and its code, 0 for carried out. */
    public record Decided(long sequence, int rejectCode) {}

    private final Map<KeyBits, List<Decided>> decided = new HashMap<>();
    private final Map<Long, Long> balances = new HashMap<>();

    /** A command was decided, not repeated. */
    public void decided(KeyBits key, long sequence, int rejectCode) {
        decided.computeIfAbsent(key, ignored -> new ArrayList<>(1)).add(new Decided(sequence, rejectCode));
    }

    /** An account has so much from here on, free, held and blocked together. */
    public void balance(long account, long totalMinor) {
        balances.put(account, totalMinor);
    }

    /** What was decided under a key; empty when nothing. */
    public List<Decided> of(KeyBits key) {
        return decided.getOrDefault(key, List.of());
    }

    /** Of every account that ever had money. */
    public Map<Long, Long> balances() {
        return balances;
    }

    /** How many keys were decided. */
    public int size() {
        return decided.size();
    }
}
