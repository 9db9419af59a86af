package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.RecordHasher;
import kz.sandyq.transparency.receipt.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody may read tells nobody who, what or how much. */
class PublicFilesTest {
    /** Long enough to be no accident; a time of the log, which is public, has six bytes that are not zero. */
    private static final int WINDOW = 7;

    @TempDir
    Path place;

    private final List<Block> blocks = new ArrayList<>();

    @BeforeEach
    void keep() {
        MemoryLog log = new MemoryLog(11).grow(400).settle();
        try (Translog translog = Translog.open(place, MemoryLog.CLUSTER, log, 1_000_000)) {
            for (int quiet = 0; quiet < 2; ) {
                quiet = translog.poll(1_000) == 0 ? quiet + 1 : 0;
            }
            translog.segments().seal();
            for (long block = 0; block < translog.segments().blocks(); block++) {
                blocks.add(translog.segments().read(block));
            }
        }
        assertThat(blocks).hasSizeGreaterThan(10);
    }

    @Test
    @LegalBasis("RUL-30")
    void noBytesOfACommandOrAnEventAreInThem() throws IOException {
        Set<Long> secrets = new HashSet<>();
        for (Block block : blocks) {
            windows(block.bytes(), secrets);
        }
        assertThat(secrets).hasSizeGreaterThan(5_000);
        Set<Long> shown = new HashSet<>();
        List<Path> files = files("public");
        assertThat(files).hasSizeGreaterThan(1);
        for (Path file : files) {
            windows(Files.readAllBytes(file), shown);
        }
        assertThat(shown).hasSizeGreaterThan(1_000).doesNotContainAnyElementsOf(secrets);
        windows(credits(blocks.get(1)).getFirst().record(), shown);
        assertThat(shown).as("one record among them is noticed").containsAnyElementsOf(secrets);
    }

    /** Whoever has receipts of his own records in a block knows the hashes of others beside them, and no salt. */
    @Test
    void amountsCannotBeTriedOut() {
        Block block = blocks.stream()
                .filter(each -> credits(each).size() > 2)
                .findFirst()
                .orElseThrow();
        List<Receipt> credits = credits(block);
        Receipt victim = credits.getFirst();
        byte[] record = victim.record();
        int amountAt = amountAt(record);
        long amountMinor =
                ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong(amountAt);
        var seen = RecordHasher.leafHash(victim.salt(), victim.sequence(), victim.recordNumber(), record);
        List<byte[]> salts = new ArrayList<>();
        salts.add(new byte[RecordHasher.SALT_BYTES]);
        credits.stream().skip(1).map(Receipt::salt).forEach(salts::add);
        List<Long> found = new ArrayList<>();
        for (long guess = amountMinor - 2_000; guess < amountMinor + 2_000; guess++) {
            byte[] guessed = record.clone();
            ByteBuffer.wrap(guessed).order(ByteOrder.LITTLE_ENDIAN).putLong(amountAt, guess);
            for (byte[] salt : salts) {
                assertThat(RecordHasher.leafHash(salt, victim.sequence(), victim.recordNumber(), guessed))
                        .isNotEqualTo(seen);
            }
            if (RecordHasher.leafHash(victim.salt(), victim.sequence(), victim.recordNumber(), guessed)
                    .equals(seen)) {
                found.add(guess);
            }
        }
        assertThat(found).as("with its salt there is one").containsExactly(amountMinor);
    }

    /** Receipts of the credits in a block that the core took. */
    private static List<Receipt> credits(Block block) {
        List<Receipt> credits = new ArrayList<>();
        BlockHeader header = block.header();
        for (long sequence = header.firstSequence(); sequence <= header.lastSequence(); sequence++) {
            Receipt command = BlockRecords.receipt(block, sequence, 0);
            if (command != null && amountAt(command.record()) > 0) {
                credits.add(command);
            }
        }
        return credits;
    }

    /** Amounts of this world are from 2^48 to 2^49: where one stands, -1 when there is none. */
    private static int amountAt(byte[] record) {
        ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = RecordHasher.SALT_OFFSET + RecordHasher.SALT_BYTES; at + Long.BYTES <= record.length; at++) {
            if (bytes.getLong(at) >>> 48 == 1) {
                return at;
            }
        }
        return -1;
    }

    private static void windows(byte[] bytes, Set<Long> into) {
        int whole = 0;
        long window = 0;
        for (byte each : bytes) {
            whole = each == 0 ? 0 : whole + 1;
            window = (window << Byte.SIZE | each & 0xFF) & (1L << WINDOW * Byte.SIZE) - 1;
            if (whole >= WINDOW) {
                into.add(window);
            }
        }
    }

    private List<Path> files(String of) throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve(of))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
