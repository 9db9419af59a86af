package kz.sandyq.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.sandyq.law.LegalBasis;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;

/**
 * Where clauses stand: in production code, and on tests with what they show. Tests that do not run in every build
 * (disabled ones, campaigns, walks in a browser) do not count.
 */
final class Carriage {
    private static final Set<String> NOT_IN_EVERY_BUILD = Set.of("campaign", "browser");

    private final SortedMap<String, SortedSet<String>> code = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, EnumSet<LegalBasis.Shows>>> tests = new TreeMap<>();

    private Carriage() {}

    /** Reads the class files of the last build. */
    static Carriage ofLastBuild() {
        Carriage carriage = new Carriage();
        List<Path> product =
                Repository.modules().stream().filter(Repository::isProduct).toList();
        for (JavaClass type : Repository.classes(product, "classes")) {
            carriage.read(type, carriage::addCode);
        }
        for (JavaClass type : Repository.classes(Repository.modules(), "test-classes")) {
            if (everyBuild(type)) {
                carriage.read(type, carriage::addTest);
            }
        }
        return carriage;
    }

    private interface Found {
        void at(String place, LegalBasis basis);
    }

    /** Places in the product that carry a clause. */
    SortedSet<String> code(String clause) {
        return code.getOrDefault(clause, new TreeSet<>());
    }

    /** Tests that show a clause, and which outcomes each shows. */
    SortedMap<String, EnumSet<LegalBasis.Shows>> tests(String clause) {
        return tests.getOrDefault(clause, new TreeMap<>());
    }

    /** Outcomes that tests of a clause show together. */
    EnumSet<LegalBasis.Shows> shown(String clause) {
        EnumSet<LegalBasis.Shows> shown = EnumSet.noneOf(LegalBasis.Shows.class);
        tests(clause).values().forEach(shown::addAll);
        return shown;
    }

    /** Every clause named anywhere. */
    SortedSet<String> named() {
        SortedSet<String> named = new TreeSet<>(code.keySet());
        named.addAll(tests.keySet());
        return named;
    }

    /** The same, with only those tests that ran green. */
    Carriage shownBy(GreenRuns green) {
        Carriage shown = new Carriage();
        shown.code.putAll(code);
        tests.forEach((clause, places) -> places.forEach((place, shows) -> {
            if (green.contain(place)) {
                shown.tests.computeIfAbsent(clause, key -> new TreeMap<>()).put(place, shows);
            }
        }));
        return shown;
    }

    private void read(JavaClass type, Found found) {
        bases(type).forEach(basis -> found.at(type.getName(), basis));
        for (JavaMember member : type.getMembers()) {
            String name = member.getName().equals("<init>") ? "new" : member.getName();
            if (everyBuild(member)) {
                bases(member).forEach(basis -> found.at(type.getName() + "#" + name, basis));
            }
        }
    }

    private void addCode(String place, LegalBasis basis) {
        code.computeIfAbsent(basis.value(), key -> new TreeSet<>()).add(place);
    }

    private void addTest(String place, LegalBasis basis) {
        EnumSet<LegalBasis.Shows> shows = tests.computeIfAbsent(basis.value(), key -> new TreeMap<>())
                .computeIfAbsent(place, key -> EnumSet.noneOf(LegalBasis.Shows.class));
        shows.addAll(List.of(basis.shows()));
    }

    private static List<LegalBasis> bases(HasAnnotations<?> annotated) {
        List<LegalBasis> bases = new ArrayList<>();
        annotated.tryGetAnnotationOfType(LegalBasis.class).ifPresent(bases::add);
        annotated.tryGetAnnotationOfType(LegalBasis.Several.class).ifPresent(all -> bases.addAll(List.of(all.value())));
        return bases;
    }

    private static boolean everyBuild(HasAnnotations<?> annotated) {
        return annotated.tryGetAnnotationOfType(Disabled.class).isEmpty()
                && annotated
                        .tryGetAnnotationOfType(Tag.class)
                        .map(tag -> !NOT_IN_EVERY_BUILD.contains(tag.value()))
                        .orElse(true);
    }
}
