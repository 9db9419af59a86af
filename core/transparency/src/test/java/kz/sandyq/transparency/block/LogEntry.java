package kz.sandyq.transparency.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an invented log.
 *
 * @param headerSalt of its command; null for a tick
 * @param records the command, if there is one, and its events
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(
        long sequence, long timestampMs, byte @Nullable [] headerSalt, List<byte[]> records, long stateHash) {
    private static final long START_MS = 1_790_000_000_000L;

    /** A log by seed: commands with one to three events, ticks with and without events, a clock that also stands. */
    public static List<LogEntry> log(long seed, int entries) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LogEntry> log = new ArrayList<>();
        long now = START_MS;
        for (int sequence = 1; sequence <= entries; sequence++) {
            now += random.nextInt(4) == 0 ? 0 : random.nextInt(60);
            boolean tick = random.nextInt(6) == 0;
            byte[] salt = bytes(random, RecordHasher.SALT_BYTES);
            List<byte[]> records = new ArrayList<>();
            if (!tick) {
                byte[] command = bytes(random, 110 + random.nextInt(80));
                System.arraycopy(salt, 0, command, RecordHasher.SALT_OFFSET, salt.length);
                records.add(command);
            }
            int events = tick ? random.nextInt(3) : 1 + random.nextInt(3);
            for (int event = 0; event < events; event++) {
                byte[] bytes = bytes(random, 40 + random.nextInt(120));
                byte[] says = ("event " + event + " of " + sequence + " ").getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(says, 0, bytes, 0, says.length);
                records.add(bytes);
            }
            log.add(new LogEntry(sequence, now, tick ? null : salt, records, random.nextLong()));
        }
        return log;
    }

    /** The entry with other records. */
    public LogEntry with(List<byte[]> others) {
        return new LogEntry(sequence, timestampMs, headerSalt, others, stateHash);
    }

    /** Tells a builder; the header, when a block ends with it. */
    public @Nullable BlockHeader tell(BlockBuilder builder) {
        builder.begin(sequence, timestampMs, headerSalt);
        records.forEach(record -> {
            // Somewhere inside of a larger buffer, as a host has it.
            byte[] around = new byte[record.length + 24];
            Arrays.fill(around, (byte) 0x5A);
            System.arraycopy(record, 0, around, 16, record.length);
            builder.record(new UnsafeBuffer(around), 16, record.length);
        });
        return builder.end(stateHash, ~stateHash);
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
