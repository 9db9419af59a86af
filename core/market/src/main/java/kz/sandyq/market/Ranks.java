package kz.sandyq.market;

/** Ranks of one balance that are taken: where many encumbrances come to it at once, each is looked for only here. */
final class Ranks {
    private final PairSums taken = new PairSums();
    private long last;

    void clear() {
        taken.clear();
        last = 0;
    }

    /** Takes the rank that is wanted where it is free, else the one behind the last; 0 is none, and free for all. */
    long take(long wanted) {
        long rank = isTaken(wanted) ? last + 1 : wanted;
        taken.add(rank, 0, 0);
        last = Math.max(last, rank);
        return rank;
    }

    boolean isTaken(long rank) {
        return rank > 0 && taken.contains(rank, 0);
    }
}
