package kz.sandyq.translog;

import java.util.List;
import java.util.regex.Pattern;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;

/**
 * Tells the members of a cluster what of their log may go: a note under the log's key. Its first line has a space, as
 * no name of a log has, so that it is never taken for a checkpoint. It stays good for ever: obeying it again takes
 * nothing more.
 *
 * @param cluster number of the cluster
 * @param position nothing at or behind it may go, bytes of the log, above 0
 */
public record PurgeOrder(long cluster, long position) {
    /** Where a member says how far its log may go, and takes orders. */
    public static final String PATH = "/log/purge";
    /** The longest order that is read, bytes. */
    public static final int LONGEST = 1_024;

    private static final String TITLE = "sandyq purge";
    private static final int LINES = 5;
    private static final int AT_POSITION = 3;
    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    /** The order as it is given; the key is the log's. */
    public SignedNote signed(NoteSigner key) {
        String text = text(key.key().name());
        return new SignedNote(text, List.of(key.sign(text, 0)));
    }

    private String text(String origin) {
        return TITLE + "\n" + origin + "\n" + cluster + "\n" + position + "\n";
    }

    /**
     * Reads an order.
     *
     * @param key of the log
     * @param cluster whose member reads it
     * @throws Refused when the key has not signed it, or it is none, or one for others
     */
    public static PurgeOrder read(byte[] bytes, VerifierKey key, long cluster) throws Refused {
        SignedNote note = SignedNote.parse(bytes);
        Refused.unless(note.verified(List.of(key)).containsKey(key), Refusal.LOG_SIGNATURE_MISSING);
        String[] lines = note.text().split("\n", -1);
        Refused.unless(
                lines.length == LINES
                        && lines[0].equals(TITLE)
                        && POSITION.matcher(lines[AT_POSITION]).matches(),
                Refusal.NOTE_MALFORMED);
        PurgeOrder order = new PurgeOrder(cluster, Long.parseLong(lines[AT_POSITION]));
        Refused.unless(order.text(key.name()).equals(note.text()), Refusal.OTHER_CLUSTER);
        return order;
    }
}
