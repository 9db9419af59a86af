package kz.sandyq.verifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks.
 *
 * @param receipt path of the receipt
 * @param policy path of the policy
 * @param cluster expected cluster; null for any
 * @param origin expected log; null for any of the policy
 * @param language one of {@link Words#LANGUAGES}
 */
record Request(
        String receipt,
        String policy,
        @Nullable Long cluster,
        @Nullable String origin,
        String language) {
    private static final String POLICY = "--policy";
    private static final String CLUSTER = "--cluster";
    private static final String ORIGIN = "--origin";
    private static final String LANGUAGE = "--language";
    private static final Set<String> OPTIONS = Set.of(POLICY, CLUSTER, ORIGIN, LANGUAGE);

    /** Reads {@code receipt FILE} and options in any order; empty when they are not understood. */
    static Optional<Request> read(String... arguments) {
        if (arguments.length < 2 || arguments.length % 2 != 0 || !arguments[0].equals("receipt")) {
            return Optional.empty();
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || options.put(arguments[i], arguments[i + 1]) != null) {
                return Optional.empty();
            }
        }
        String policy = options.get(POLICY);
        String cluster = options.get(CLUSTER);
        String language = language(arguments);
        boolean known = options.getOrDefault(LANGUAGE, language).equals(language);
        if (policy == null || !known || (cluster != null && !cluster.matches("0|[1-9][0-9]{0,17}"))) {
            return Optional.empty();
        }
        Long number = cluster == null ? null : Long.valueOf(cluster);
        return Optional.of(new Request(arguments[1], policy, number, options.get(ORIGIN), language));
    }

    /** The language that is asked for, also in a command line that is not understood; Kazakh when none is. */
    static String language(String... arguments) {
        int at = List.of(arguments).indexOf(LANGUAGE);
        boolean said = at >= 0 && at + 1 < arguments.length && Words.LANGUAGES.contains(arguments[at + 1]);
        return said ? arguments[at + 1] : Words.LANGUAGES.getFirst();
    }
}
