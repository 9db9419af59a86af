package kz.sandyq.operator.encumbrance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Kinds of document on which an entry may stand; the numbers are the log's and never change. */
enum GroundKind {
    PLEDGE_AGREEMENT(801, false, EntryType.PLEDGE),
    COURT_ACT(802, true, EntryType.PLEDGE, EntryType.ARREST, EntryType.RELEASE, EntryType.TRANSFER),
    BAILIFF_ORDER(803, true, EntryType.ARREST, EntryType.RELEASE, EntryType.TRANSFER),
    AUTHORITY_ORDER(804, true, EntryType.ARREST, EntryType.RELEASE),
    PLEDGEE_RELEASE(805, false, EntryType.RELEASE),
    GIFT_AGREEMENT(806, false, EntryType.TRANSFER),
    INHERITANCE_CERTIFICATE(807, true, EntryType.TRANSFER),
    REORGANISATION_ACT(808, false, EntryType.TRANSFER),
    OTHER_AGREEMENT(809, false, EntryType.TRANSFER),
    HOLDER_ORDER(810, false, EntryType.TRANSFER);

    private final int number;
    private final boolean authority;
    private final Set<EntryType> types;

    GroundKind(int number, boolean authority, EntryType first, EntryType... others) {
        this.number = number;
        this.authority = authority;
        this.types = EnumSet.of(first, others);
    }

    /** Number of the kind in the log. */
    int number() {
        return number;
    }

    /** Whether a court, notary or other authority issues it, which then must be named. */
    boolean authority() {
        return authority;
    }

    /** Whether ownership stays where it is: the holder moves what he has between his own wallets. */
    boolean withinOneHolder() {
        return this == HOLDER_ORDER;
    }

    /** Whether an entry of this type may stand on it. */
    boolean fits(EntryType type) {
        return types.contains(type);
    }

    /** The kinds on which an entry of this type may stand. */
    static List<GroundKind> of(EntryType type) {
        return Arrays.stream(values()).filter(each -> each.fits(type)).toList();
    }
}
