package kz.sandyq.operator.acts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.operator.issuance.PublicId;
import org.springframework.stereotype.Component;

/** What the pages of acts offer to choose from, and what was chosen in words. */
@Component
class ActChoices {
    private final Facts facts;
    private final PublicId ids;

    ActChoices(Facts facts, PublicId ids) {
        this.facts = facts;
        this.ids = ids;
    }

    /** Something to choose. */
    record Choice(String id, String words) {}

    /**
     * A field and what was given for it.
     *
     * @param words of the thing it names; of another field the value itself
     */
    record Line(String field, ActField.Type type, String value, String words) {}

    /** What a form offers, by the names of its fields; other fields are typed. */
    Map<String, List<Choice>> of(ActKind kind) {
        Map<String, List<Choice>> offered = new HashMap<>();
        kind.fields().stream()
                .filter(field -> facts.lists(field.type()))
                .forEach(field -> offered.put(field.name(), list(field.type())));
        return offered;
    }

    /** All things of a kind. */
    List<Choice> list(ActField.Type type) {
        return facts.list(type).stream()
                .map(thing -> new Choice(ids.of(thing.id()), thing.words()))
                .toList();
    }

    /** The fields of an act that hold something, in the order of its form. */
    List<Line> lines(Act act) {
        Given given = Given.kept(act.given(), facts, ids);
        return act.kind().fields().stream()
                .filter(field -> !given.text(field.name()).isEmpty())
                .map(field -> line(field, given))
                .toList();
    }

    private Line line(ActField field, Given given) {
        String value = given.text(field.name());
        String words = field.type().names()
                ? facts.words(field.type(), given.id(field.name()))
                        .map(found -> found + " (" + value + ")")
                        .orElse(value)
                : value;
        return new Line(field.name(), field.type(), value, words);
    }
}
