package kz.sandyq.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.market.Quarantine;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.VerifierKey;
import org.agrona.concurrent.UnsafeBuffer;

/** Logs that a real core executes, each kept under its name with its segments and public files, all by one key. */
final class ExecutedLog {
    static final int CLUSTER = 7;
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final long START_MS = 1_790_000_000_000L;

    private final Path folder;
    private final NoteSigner log;
    private final NoteSigner node;
    private final Path policy;

    ExecutedLog(Path folder) throws IOException {
        this.folder = folder;
        log = SigningKeys.take(folder.resolve("log.key"), ORIGIN, VerifierKey.ED25519);
        node = SigningKeys.take(folder.resolve("node.key"), "node-1", VerifierKey.COSIGNATURE);
        policy = Files.writeString(
                folder.resolve("policy"),
                "log " + log + "\nwitness node-1 " + node + "\ngroup nodes 1 node-1\nquorum nodes\n");
    }

    Path policy() {
        return policy;
    }

    /** So many entries, two in a block; from one on another log than the others'. */
    void keep(String name, int entries, int differsFrom) throws IOException, Refused {
        keep(name, entries, differsFrom, Quarantine.NONE);
    }

    /** The same on hosts that leave entries out. */
    void keep(String name, int entries, int differsFrom, Quarantine quarantine) throws IOException, Refused {
        try (SignedLog kept = open(name, new Entries(entries, differsFrom, quarantine))) {
            for (int quiet = 0; quiet < 2 || kept.checkpoint().isEmpty(); ) {
                quiet = kept.poll(1_000) == 0 ? quiet + 1 : 0;
            }
            kept.segments().seal();
        }
    }

    /** What somebody else writes, up to a sequence at least. Says up to where the recording may be purged then. */
    long keep(String name, EntryLog entries, long reached) throws IOException, Refused {
        try (SignedLog kept = open(name, entries)) {
            while (kept.checkpoint().map(kept::lastSequence).orElse(-1L) < reached) {
                kept.poll(1_000);
            }
            kept.segments().seal();
            return kept.segments().sealedPosition();
        }
    }

    private SignedLog open(String name, EntryLog entries) throws IOException, Refused {
        Policy needed = Policy.parse(Files.readString(policy).getBytes(UTF_8));
        return SignedLog.open(
                folder.resolve(name),
                CLUSTER,
                entries,
                log,
                needed,
                head -> List.of(node.sign(head.text(), 1_790_000_000L)));
    }

    /** {@link Quarantine#hash} of the command that takes a sequence, an odd one: the others are beats. */
    static String hash(int sequence) {
        int number = sequence - 1;
        byte[] bytes = command(number, timestampMs(number), false);
        return Quarantine.hash(timestampMs(number), new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private record Entries(int count, int differsFrom, Quarantine quarantine) implements EntryLog {
        @Override
        public Reader from(long logPosition) {
            int[] at = {Math.toIntExact(logPosition)};
            return (handler, limit) -> {
                int taken = 0;
                while (taken < limit && at[0] < count) {
                    long timestampMs = timestampMs(at[0]);
                    boolean tick = at[0] % 2 == 1;
                    boolean other = differsFrom > 0 && at[0] >= differsFrom;
                    byte[] bytes = tick ? new byte[0] : command(at[0], timestampMs, other);
                    handler.onEntry(++at[0], timestampMs, tick, new UnsafeBuffer(bytes), 0, bytes.length);
                    taken++;
                }
                return taken;
            };
        }
    }

    private static long timestampMs(int number) {
        return START_MS + number * 600L;
    }

    private static byte[] command(int number, long timestampMs, boolean other) {
        CommandBody body = number == 0
                ? SystemCommands.genesis(CLUSTER, true, 0, 300, 60_000, 3_600_000, 4, 8, Limits.DEMO)
                : AccountCommands.createAsset(AssetKind.MONEY, 2, (other ? "O" : "M") + number);
        byte[] salt = new byte[16];
        salt[0] = (byte) number;
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Header header = new Header(new Key(1, number + 1L, timestampMs), 5, 11, 12, new byte[32], salt);
        byte[] bytes = new byte[body.encode(buffer, 0, header)];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
