package kz.sandyq.operator.acts;

import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Role;

/** Whose work an act is. */
enum ActRoom {
    /** Rules of pairs, phases of the day, trades that are undone. */
    TRADING(Role.MARKET_SUPERVISOR, "TRADING"),
    /** What stands still, moves without the holder's order or passes to others. */
    REGISTER(Role.REGISTRAR, ""),
    /** What issuers owe their holders. */
    PAYMENTS(Role.OFFICER, ""),
    /** Who may acquire what, and how much of it. */
    PERMISSIONS(Role.OFFICER, ""),
    /** What the operator takes for his work, and what he gives back of it. */
    FEES(Role.MONEY_OFFICER, ""),
    /** What the operator may still do. */
    STATUS(Role.OFFICER, ""),
    /** Units that go to other platforms or come from them. */
    MOVES(Role.REGISTRAR, "");

    private final Role proposer;
    private final String activity;

    ActRoom(Role proposer, String activity) {
        this.proposer = proposer;
        this.activity = activity;
    }

    /** Who proposes here. */
    Role proposer() {
        return proposer;
    }

    /** The activity without which the room does not exist, empty for none. */
    String activity() {
        return activity;
    }

    /** The room in an address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The room of an address; not found (404) when there is none. */
    static ActRoom of(String path) {
        for (ActRoom room : values()) {
            if (room.path().equals(path)) {
                return room;
            }
        }
        throw RefusedException.notFound();
    }
}
