package kz.sandyq.translog;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kz.sandyq.cluster.PurgeRoom;

/**
 * What a member says of its log's life.
 *
 * @param name of the member
 * @param answers whether it says anything
 * @param key whose orders it obeys, as a policy writes a key; empty for nobody's
 * @param room what of its log may go: behind its own last snapshot but one, and where it cosigns in its own segments
 * @param trouble why it did not obey the last order; empty when it did, or had none
 */
public record MemberLog(String name, boolean answers, String key, PurgeRoom room, String trouble) {
    private static final String KEY = "key";
    private static final String BEGINS = "begins";
    private static final String FILE_BYTES = "fileBytes";
    private static final String LIMIT = "limit";
    private static final String TROUBLE = "trouble";

    /** One that does not answer. */
    static MemberLog silent(String name) {
        return new MemberLog(name, false, "", PurgeRoom.NONE, "");
    }

    /** As the member says it: a name and a value each line. */
    public String lines() {
        return Map.of(
                        KEY, key,
                        BEGINS, String.valueOf(room.begins()),
                        FILE_BYTES, String.valueOf(room.fileBytes()),
                        LIMIT, String.valueOf(room.limit()),
                        TROUBLE, trouble)
                .entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    /** Reads what a member said; nonsense is silence. */
    static MemberLog read(String name, String said) {
        try {
            Properties lines = new Properties();
            lines.load(new StringReader(said));
            PurgeRoom room =
                    new PurgeRoom(number(lines, BEGINS), Math.max(1, number(lines, FILE_BYTES)), number(lines, LIMIT));
            return new MemberLog(name, true, lines.getProperty(KEY, ""), room, lines.getProperty(TROUBLE, ""));
        } catch (IOException | IllegalArgumentException nonsense) {
            return silent(name);
        }
    }

    private static long number(Properties lines, String name) {
        return Long.parseLong(lines.getProperty(name, "none"));
    }
}
