package kz.sandyq.transparency.tree;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/**
 * Which tile of a tree (C2SP tlog-tiles): up to 256 consecutive hashes, each the root of a complete subtree of
 * 256^level leaves.
 *
 * @param level 0 (leaf hashes) to 63, or {@link #ENTRIES} for the entries themselves
 * @param index position within the level, from 0
 * @param width hashes in it: 256 for a full one, 1 to 255 for a partial one
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int FULL = 256;
    /** The level that stands for entry bundles. */
    public static final int ENTRIES = -1;

    private static final int HIGHEST = 63;
    private static final Pattern PATH = Pattern.compile("tile/(entries|[1-5]?\\d|6[0-3])/((?:x\\d{3}/){0,6}\\d{3})"
            + "(?:\\.p/([1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]))?");

    /**
     * Any tile that can be.
     *
     * @throws IllegalArgumentException outside the ranges above
     */
    public Tile {
        if (level < ENTRIES || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no such tile");
        }
    }

    /** The path under the log's prefix, such as {@code tile/0/x001/x234/067.p/5}. */
    public String path() {
        StringBuilder number = new StringBuilder(three(index % 1000));
        for (long left = index / 1000; left > 0; left /= 1000) {
            number.insert(0, "x" + three(left % 1000) + "/");
        }
        String partial = width == FULL ? "" : ".p/" + width;
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + number + partial;
    }

    /** Reads a path; only the one canonical form is taken. */
    public static Tile parse(String path) throws Refused {
        Matcher parts = PATH.matcher(path);
        Refused.unless(parts.matches(), Refusal.TILE_MALFORMED);
        String level = parts.group(1);
        String digits = parts.group(2).replaceAll("[x/]", "");
        Refused.unless(digits.length() <= 18, Refusal.TILE_MALFORMED);
        String width = parts.group(3);
        Tile tile = new Tile(
                level.equals("entries") ? ENTRIES : Integer.parseInt(level),
                Long.parseLong(digits),
                width == null ? FULL : Integer.parseInt(width));
        Refused.unless(tile.path().equals(path), Refusal.TILE_MALFORMED);
        return tile;
    }

    private static String three(long number) {
        return String.valueOf(1000 + number).substring(1);
    }
}
