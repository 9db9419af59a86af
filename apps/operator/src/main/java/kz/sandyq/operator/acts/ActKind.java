package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Set;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;

/**
 * A kind of act.
 *
 * @param name in the API, in the database, and in messages under {@code acts.kind.<name>}
 * @param twoPersons whether another person decides
 * @param papers kinds of document on which it may stand; none for an act of the order of the day
 * @param fields the first of them says what it is about; none for an act about everything
 */
record ActKind(
        String name, ActRoom room, boolean twoPersons, Set<ActPaper> papers, List<ActField> fields, Composer composer) {
    private static final Set<ActPaper> ANY = Set.of(ActPaper.values());

    ActKind {
        papers = Set.copyOf(papers);
        fields = List.copyOf(fields);
    }

    /** Makes the command of what was given. */
    interface Composer {
        /** The command; refuses what no command can say. */
        CommandBody compose(Given given, Ground ground);
    }

    /** Two persons and a document. */
    static ActKind ofTwo(String name, ActRoom room, Composer composer, ActField... fields) {
        return new ActKind(name, room, true, ANY, List.of(fields), composer);
    }

    /** One person, on a document. */
    static ActKind ofOne(String name, ActRoom room, Composer composer, ActField... fields) {
        return new ActKind(name, room, false, ANY, List.of(fields), composer);
    }

    /** One person, by the order of the day. */
    static ActKind daily(String name, ActRoom room, Composer composer, ActField... fields) {
        return new ActKind(name, room, false, Set.of(), List.of(fields), composer);
    }

    /** Whether a page asks for a document. */
    public boolean needsPaper() {
        return !papers.isEmpty();
    }

    /** The same on a document of one of these kinds only. */
    ActKind standsOn(Set<ActPaper> kinds) {
        return new ActKind(name, room, twoPersons, kinds, fields, composer);
    }
}
