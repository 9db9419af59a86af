package kz.sandyq.verifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks.
 *
 * @param command one of {@link #COMMANDS}
 * @param files as many as the command takes
 * @param options by their names, only such as the command takes
 * @param persons keys by the names of persons: two or more where a quarantine is given, else none
 * @param language one of {@link Words#LANGUAGES}
 */
record Request(
        Command command,
        List<String> files,
        Map<String, String> options,
        Map<String, String> persons,
        String language) {
    static final String POLICY = "--policy";
    static final String CLUSTER = "--cluster";
    static final String ORIGIN = "--origin";
    static final String OLDER = "--older";
    static final String CLIENT = "--client";
    static final String OWED = "--owed";
    static final String ASSET = "--asset";
    static final String SEQUENCE = "--sequence";
    static final String SEGMENTS = "--segments";
    static final String LIABILITIES_NOTE = "--liabilities";
    static final String QUARANTINE = "--quarantine";
    static final String PERSON = "--person";
    static final String EVERY = "--every";
    static final String ROUNDS = "--rounds";
    static final String INTO = "--into";
    static final String KEYS = "--keys";
    static final String PASSWORD = "--password-file";
    private static final String LANGUAGE = "--language";
    private static final Set<String> NUMBERS = Set.of(CLUSTER, CLIENT, OWED, ASSET, SEQUENCE, EVERY, ROUNDS);

    /**
     * What can be asked.
     *
     * @param name the first word
     * @param files how many files follow it
     * @param must options that it needs
     * @param may options that it may have besides these and the language
     */
    record Command(String name, int files, Set<String> must, Set<String> may) {}

    static final Command RECEIPT = new Command("receipt", 1, Set.of(POLICY), Set.of(CLUSTER, ORIGIN));
    static final Command LOG = new Command(
            "log", 1, Set.of(POLICY), Set.of(CLUSTER, ORIGIN, OLDER, SEGMENTS, QUARANTINE, PERSON, LIABILITIES_NOTE));
    static final Command FOLLOW = new Command(
            "follow", 1, Set.of(POLICY), Set.of(CLUSTER, ORIGIN, OLDER, SEGMENTS, QUARANTINE, PERSON, EVERY, ROUNDS));
    static final Command LIABILITIES =
            new Command("liabilities", 2, Set.of(POLICY), Set.of(ORIGIN, CLIENT, OWED, ASSET, SEQUENCE));
    static final Command FETCH = new Command("fetch", 1, Set.of(INTO, KEYS, PASSWORD), Set.of());
    static final Command PAGE = new Command("page", 1, Set.of(), Set.of());
    private static final List<Command> COMMANDS = List.of(RECEIPT, LOG, FOLLOW, LIABILITIES, FETCH, PAGE);

    /** Reads a command, its files, and options in any order; empty when they are not understood. */
    static Optional<Request> read(String... arguments) {
        return COMMANDS.stream()
                .filter(each -> arguments.length > 0 && each.name.equals(arguments[0]))
                .findFirst()
                .flatMap(command -> read(command, arguments));
    }

    private static Optional<Request> read(Command command, String... arguments) {
        int first = 1 + command.files;
        if (arguments.length < first || (arguments.length - first) % 2 != 0) {
            return Optional.empty();
        }
        Map<String, String> options = new HashMap<>();
        Map<String, String> persons = new TreeMap<>();
        for (int i = first; i < arguments.length; i += 2) {
            boolean person = arguments[i].equals(PERSON);
            String[] named = arguments[i + 1].split("=", 2);
            if (person && named.length < 2) {
                return Optional.empty();
            }
            String before = person ? persons.put(named[0], named[1]) : options.put(arguments[i], arguments[i + 1]);
            if (before != null) {
                return Optional.empty();
            }
        }
        Set<String> unknown = new TreeSet<>(options.keySet());
        if (!persons.isEmpty()) {
            unknown.add(PERSON);
        }
        unknown.removeAll(command.must);
        unknown.removeAll(command.may);
        unknown.remove(LANGUAGE);
        String language = language(arguments);
        boolean numbers = NUMBERS.stream()
                .allMatch(each -> options.getOrDefault(each, "0").matches("0|[1-9][0-9]{0,17}"));
        if (!unknown.isEmpty()
                || !numbers
                || !options.keySet().containsAll(command.must)
                || !quarantine(options, persons)
                || !options.getOrDefault(LANGUAGE, language).equals(language)) {
            return Optional.empty();
        }
        List<String> files = new ArrayList<>(List.of(arguments).subList(1, first));
        return Optional.of(
                new Request(command, List.copyOf(files), Map.copyOf(options), Map.copyOf(persons), language));
    }

    /** A quarantine is by two persons and counts where entries are executed; persons count for nothing else. */
    private static boolean quarantine(Map<String, String> options, Map<String, String> persons) {
        return options.containsKey(QUARANTINE)
                ? persons.size() > 1 && options.containsKey(SEGMENTS)
                : persons.isEmpty();
    }

    /** The file of the policy. */
    String policy() {
        return option(POLICY);
    }

    /** What an option says; empty where it is not said. */
    String option(String name) {
        return options.getOrDefault(name, "");
    }

    /** An option's number; null where none is said. */
    @Nullable
    Long number(String option) {
        String said = options.get(option);
        return said == null ? null : Long.valueOf(said);
    }

    /** The language that is asked for, also in a command line that is not understood; Kazakh when none is. */
    static String language(String... arguments) {
        int at = List.of(arguments).indexOf(LANGUAGE);
        boolean said = at >= 0 && at + 1 < arguments.length && Words.LANGUAGES.contains(arguments[at + 1]);
        return said ? arguments[at + 1] : Words.LANGUAGES.getFirst();
    }
}
