package kz.sandyq.house;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.sandyq.law.Catalogue;
import kz.sandyq.law.Citation;
import kz.sandyq.law.Clause;
import kz.sandyq.law.LegalBasis.Shows;

/** The matrix of clauses as pages of {@code docs/law}. */
final class LawMatrix {
    private static final Comparator<Clause> BY_PLACE = Comparator.comparing(LawMatrix::sortable);

    private final Carriage carriage;
    private final Map<String, String> oneSided;
    private final SortedMap<String, List<Clause>> systems = new TreeMap<>();

    /**
     * @param oneSided clauses that have only one outcome to show, with the reason
     */
    LawMatrix(Catalogue catalogue, Carriage carriage, Map<String, String> oneSided) {
        this.carriage = carriage;
        this.oneSided = oneSided;
        for (Clause clause : catalogue.clauses()) {
            systems.computeIfAbsent(clause.system(), key -> new ArrayList<>()).add(clause);
        }
        systems.values().forEach(clauses -> clauses.sort(BY_PLACE));
    }

    /** How far a clause has come. */
    enum State {
        CARRIED,
        BEGUN,
        NOT_YET
    }

    /** Files by name, with their text. */
    SortedMap<String, String> pages() {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put("README.md", overview());
        systems.forEach((system, clauses) -> pages.put(system + ".md", page(system, clauses)));
        return pages;
    }

    /** Ids of all carried clauses. */
    List<String> carried() {
        return systems.values().stream()
                .flatMap(List::stream)
                .filter(clause -> state(clause) == State.CARRIED)
                .map(Clause::id)
                .sorted()
                .toList();
    }

    /** Places of code and tests that stand for a clause, as the pages write them. */
    SortedSet<String> named(String id) {
        SortedSet<String> named = new TreeSet<>();
        carriage.code(id).forEach(place -> named.add(brief(place)));
        carriage.tests(id).keySet().forEach(place -> named.add(brief(place)));
        return named;
    }

    private State state(Clause clause) {
        String id = clause.id();
        if (!carriage.named().contains(id)) {
            return State.NOT_YET;
        }
        return missing(id).isEmpty() ? State.CARRIED : State.BEGUN;
    }

    private List<String> missing(String id) {
        List<String> missing = new ArrayList<>();
        if (carriage.code(id).isEmpty()) {
            missing.add("production code");
        }
        EnumSet<Shows> shown = carriage.shown(id);
        boolean oneIsEnough = oneSided.containsKey(id) && !shown.isEmpty();
        if (!oneIsEnough) {
            if (!shown.contains(Shows.REFUSED)) {
                missing.add("a refused case");
            }
            if (!shown.contains(Shows.ACCEPTED)) {
                missing.add("an accepted case");
            }
        }
        return missing;
    }

    private String overview() {
        StringBuilder page = new StringBuilder("""
                # Clauses and where they stand

                Written by `.ci/derive` from the class files and from the tests that ran green in `./test`. The build fails when a
                page claims what is not so and when a carried clause is lost; what is carried since is added at the next writing.

                A clause is *carried* when production code and a green test carry its exact id and tests show a refused and an
                accepted case of its check ([one-sided.txt](one-sided.txt) names those that have only one, and why). It is
                *begun* when some of that is there. A parent does not cover its children. Campaigns and walks in a browser do
                not count.

                """);
        page.append("| system | clauses | carried | begun | not yet | earlier law and review"
                + " |\n|---|--:|--:|--:|--:|--:|\n");
        int[] sum = new int[5];
        systems.forEach((system, clauses) -> {
            int[] counts = counts(clauses);
            row(page, "[" + system + "](" + system + ".md)", counts);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += counts[i];
            }
        });
        row(page, "**all**", sum);
        page.append("""

                The first columns count the Law in force and the Rules of 2026. The last one counts the Law of 2023, the rules
                of the earlier permit and a review article: they matter for archives and are carried only where code reads such
                records. The system `none` holds what no software does (other people's duties, delegations, repealed provisions).
                """);
        return page.toString();
    }

    private int[] counts(List<Clause> clauses) {
        int[] counts = new int[5];
        for (Clause clause : clauses) {
            if (earlier(clause)) {
                counts[4]++;
            } else {
                counts[0]++;
                counts[1 + state(clause).ordinal()]++;
            }
        }
        return counts;
    }

    private static void row(StringBuilder page, String name, int[] counts) {
        page.append("| ").append(name);
        for (int count : counts) {
            page.append(" | ").append(count);
        }
        page.append(" |\n");
    }

    private String page(String system, List<Clause> clauses) {
        StringBuilder page = new StringBuilder("# " + system + "\n");
        section(page, "Carried", of(clauses, State.CARRIED), "shown by", this::shownBy);
        section(page, "Begun", of(clauses, State.BEGUN), "misses, has", this::misses);
        List<Clause> open = of(clauses, State.NOT_YET).stream()
                .filter(clause -> !earlier(clause))
                .toList();
        if (!open.isEmpty()) {
            page.append("\n## Not yet\n\n| clause | place | demands |\n|---|---|---|\n");
            open.forEach(clause -> page.append("| %s | %s | %s |%n"
                    .formatted(clause.id(), Citation.of(clause.id(), Locale.ENGLISH), opening(clause.text()))));
        }
        List<Clause> earlier =
                of(clauses, State.NOT_YET).stream().filter(LawMatrix::earlier).toList();
        if (!earlier.isEmpty()) {
            page.append("\n## Earlier law and review\n\n")
                    .append(earlier.stream().map(Clause::id).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return page.toString();
    }

    private interface Told {
        String of(Clause clause);
    }

    private void section(StringBuilder page, String title, List<Clause> clauses, String column, Told told) {
        if (clauses.isEmpty()) {
            return;
        }
        page.append("\n## %s%n%n| clause | place | code | %s |%n|---|---|---|---|%n".formatted(title, column));
        for (Clause clause : clauses) {
            String code = carriage.code(clause.id()).stream()
                    .map(LawMatrix::shortened)
                    .collect(Collectors.joining("<br>"));
            page.append("| %s | %s | %s | %s |%n"
                    .formatted(clause.id(), Citation.of(clause.id(), Locale.ENGLISH), code, told.of(clause)));
        }
    }

    private String shownBy(Clause clause) {
        String tests = carriage.tests(clause.id()).entrySet().stream()
                .map(test -> outcomes(test.getValue()) + shortened(test.getKey()))
                .collect(Collectors.joining("<br>"));
        String reason = oneSided.get(clause.id());
        return reason == null ? tests : tests + "<br>only one outcome: " + reason;
    }

    private String misses(Clause clause) {
        String missing = "**" + String.join(", ", missing(clause.id())) + "**";
        return carriage.tests(clause.id()).isEmpty() ? missing : missing + "<br>" + shownBy(clause);
    }

    private List<Clause> of(List<Clause> clauses, State state) {
        return clauses.stream().filter(clause -> state(clause) == state).toList();
    }

    private static String outcomes(EnumSet<Shows> shows) {
        return shows.stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "", ": "));
    }

    private static String shortened(String place) {
        return "`" + brief(place) + "`";
    }

    private static String brief(String place) {
        return place.replace("kz.sandyq.", "");
    }

    private static String opening(String text) {
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end + 1);
        String cut =
                sentence.length() <= 160 ? sentence : sentence.substring(0, sentence.lastIndexOf(' ', 157)) + " ...";
        return cut.replace("|", "\\|");
    }

    private static boolean earlier(Clause clause) {
        return !clause.id().startsWith("LAW-") && !clause.id().startsWith("RUL-");
    }

    /** An id whose numbers sort by value. */
    private static String sortable(Clause clause) {
        StringBuilder key = new StringBuilder();
        for (String part : clause.id().split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)")) {
            key.append(Character.isDigit(part.charAt(0)) ? "%04d".formatted(Integer.parseInt(part)) : part);
        }
        return key.toString();
    }
}
