package kz.sandyq.operator.life;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Tile;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All files that everybody may read, beside everything that the rows know of a world: no account, asset, amount or
 * price of it, no name and no number of a person. Of a header its sequences, time and count are public and set aside;
 * whatever else it has is looked through, byte by byte.
 */
final class PublicScan {
    /** Smaller ones are ages, sizes and numbers of blocks as well. */
    private static final long TELLING = 50_000;
    /** Shorter ones stand in hashes by chance. */
    private static final int LONG_WORD = 7;

    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z+/.])\\d{1,15}(?:\\.\\d\\d)?(?![0-9A-Za-z+/=])");
    private static final List<String> NUMBERS = List.of(
            "account_id from readmodel.account",
            "asset_id from readmodel.asset",
            "abs(available_delta) from readmodel.posting",
            "abs(held_delta) from readmodel.posting",
            "available from readmodel.posting",
            "held from readmodel.posting",
            "blocked from readmodel.posting",
            "price_ticks from readmodel.trade",
            "quantity from readmodel.trade",
            "money_minor from readmodel.trade",
            "trade_id from readmodel.trade",
            "order_id from readmodel.\"order\"",
            "price_ticks from readmodel.\"order\"",
            "coalesce(amount_minor, 0) from operator.bank_movement");
    private static final List<String> WORDS = List.of(
            "code from readmodel.asset where length(code) > 3",
            "'1-' || account_id from readmodel.account",
            "iban from operator.bank_account",
            "name from platform.person",
            "national_id from platform.person");

    private final Set<Long> numbers = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final List<String> found = new ArrayList<>();
    private final LiveOperator operator;

    PublicScan(LiveOperator operator) {
        this.operator = operator;
        JdbcClient database = operator.bean(JdbcClient.class);
        NUMBERS.forEach(each -> database.sql("select " + each).query(Long.class).list().stream()
                .map(Objects::requireNonNull)
                .forEach(numbers::add));
        numbers.remove(0L);
        WORDS.forEach(each -> database.sql("select " + each).query(String.class).list().stream()
                .map(Objects::requireNonNull)
                .forEach(words::add));
        assertThat(numbers).hasSizeGreaterThan(100).anyMatch(each -> each > TELLING);
        assertThat(words).hasSizeGreaterThan(20);
    }

    void findsNothing(Path publicFiles) throws IOException, Refused {
        long amountMinor = numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
        aPlantedOneIsFound(amountMinor);
        List<Path> files;
        try (Stream<Path> all = Files.walk(publicFiles)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        Path tiles = publicFiles.resolve("tile");
        Path entries = tiles.resolve("entries");
        assertThat(files)
                .anyMatch(each -> each.startsWith(entries))
                .anyMatch(each -> each.startsWith(tiles.resolve("0")))
                .anyMatch(each -> each.startsWith(publicFiles.resolve("liabilities")));
        for (Path file : files) {
            String name = publicFiles.relativize(file).toString();
            byte[] bytes = Files.readAllBytes(file);
            if (file.startsWith(entries)) {
                headers(name, bytes);
            } else if (file.startsWith(tiles)) {
                binary(name, bytes);
            } else {
                text(name, new String(bytes, UTF_8));
            }
        }
        List<String> told = List.of(
                "/log/checkpoint",
                "/log/policy",
                "/log/liabilities",
                "/proof",
                "/proof/metrics",
                "/api/v1/proof",
                "/actuator/health/proofs");
        for (String each : told) {
            text(each, new String(operator.file("", each).body(), UTF_8));
        }
        assertThat(found).isEmpty();
    }

    private void aPlantedOneIsFound(long amountMinor) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] bytes = new byte[21];
            Arrays.fill(bytes, (byte) 0x5A);
            binary(
                    "planted",
                    ByteBuffer.wrap(bytes).order(order).putLong(7, amountMinor).array());
        }
        text("planted", "owed " + amountMinor + " to");
        text("planted", "owed " + amountMinor / 100 + "." + "%02d".formatted(amountMinor % 100) + " to");
        text("planted", "to " + words.iterator().next() + ", who");
        assertThat(found).hasSize(5);
        found.clear();
    }

    private void headers(String name, byte[] bundle) throws Refused {
        Tile tile = Tile.parse(name);
        for (byte[] leaf : EntryBundle.parse(bundle, tile.width())) {
            BlockHeader header = BlockHeader.parse(leaf);
            binary(name, header.previousHash().bytes());
            binary(name, header.recordsRoot().bytes());
            binary(
                    name,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(header.stateDigestHigh())
                            .putLong(header.stateDigestLow())
                            .array());
        }
    }

    private void binary(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
            long value = in.getLong(at);
            for (long number : new long[] {value, Long.reverseBytes(value)}) {
                if (numbers.contains(number)) {
                    found.add(name + " has " + number + " at " + at);
                }
            }
        }
        words(name, new String(bytes, ISO_8859_1), LONG_WORD, word -> new String(word.getBytes(UTF_8), ISO_8859_1));
    }

    private void text(String name, String text) {
        Matcher matcher = NUMBER.matcher(text.replace("\u00a0", "").replace("\u202f", ""));
        while (matcher.find()) {
            long number = Long.parseLong(matcher.group().replace(".", ""));
            if (number >= TELLING && numbers.contains(number)) {
                found.add(name + " tells " + matcher.group());
            }
        }
        words(name, text, 1, word -> word);
    }

    private interface Spelling {
        String of(String word);
    }

    private void words(String name, String text, int bytesAtLeast, Spelling spelling) {
        for (String word : words) {
            if (word.getBytes(UTF_8).length < bytesAtLeast) {
                continue;
            }
            Pattern alone =
                    Pattern.compile("(?<![0-9A-Za-z-])" + Pattern.quote(spelling.of(word)) + "(?![0-9A-Za-z-])");
            if (alone.matcher(text).find()) {
                found.add(name + " says " + word);
            }
        }
    }
}
