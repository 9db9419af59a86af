package kz.sandyq.operator.acts;

import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;

/**
 * A kind of act.
 *
 * @param name in the API, in the database, and in messages under {@code acts.kind.<name>}
 * @param twoPersons whether another person decides
 * @param paper whether it stands on a document
 * @param fields the first of them says what it is about
 */
record ActKind(String name, ActRoom room, boolean twoPersons, Paper paper, List<ActField> fields, Composer composer) {
    ActKind {
        fields = List.copyOf(fields);
    }

    /** Whether an act stands on a document. */
    enum Paper {
        REQUIRED,
        NONE
    }

    /** Makes the command of what was given. */
    interface Composer {
        /** The command; refuses what no command can say. */
        CommandBody compose(Given given, Ground ground);
    }

    /** Two persons and a document. */
    static ActKind ofTwo(String name, ActRoom room, Composer composer, ActField... fields) {
        return new ActKind(name, room, true, Paper.REQUIRED, List.of(fields), composer);
    }

    /** One person, on a document. */
    static ActKind ofOne(String name, ActRoom room, Composer composer, ActField... fields) {
        return new ActKind(name, room, false, Paper.REQUIRED, List.of(fields), composer);
    }

    /** One person, by the order of the day. */
    static ActKind daily(String name, ActRoom room, Composer composer, ActField... fields) {
        return new ActKind(name, room, false, Paper.NONE, List.of(fields), composer);
    }

    /** Whether a page asks for a document. */
    public boolean needsPaper() {
        return paper == Paper.REQUIRED;
    }
}
