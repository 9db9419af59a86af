package kz.sandyq.transparency.tree;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/** Entries of a log as C2SP tlog-tiles serves them: each behind its length as a big-endian uint16. */
public final class EntryBundle {
    private static final int LONGEST = 0xFFFF;

    private EntryBundle() {}

    /**
     * The bytes of a bundle.
     *
     * @param entries 1 to 256, each up to 65,535 bytes
     */
    public static byte[] format(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > Tile.FULL) {
            throw new IllegalArgumentException("a bundle has 1 to 256 entries");
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > LONGEST) {
                throw new IllegalArgumentException("an entry has at most 65,535 bytes");
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /** The entries of a bundle of this width, with nothing after them. */
    public static List<byte[]> parse(byte[] bundle, int width) throws Refused {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at < bundle.length) {
            Refused.unless(at + 2 <= bundle.length && entries.size() < width, Refusal.TILE_MALFORMED);
            int length = ((bundle[at] & 0xFF) << 8) | (bundle[at + 1] & 0xFF);
            at += 2;
            Refused.unless(at + length <= bundle.length, Refusal.TILE_MALFORMED);
            entries.add(Arrays.copyOfRange(bundle, at, at + length));
            at += length;
        }
        Refused.unless(entries.size() == width, Refusal.TILE_MALFORMED);
        return entries;
    }
}
