package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The libraries of the deployed product, from the poms on the run-time class path: each has a permitted licence, and
 * NOTICE names each with it. Where a library offers a choice of licences, one that is permitted is enough.
 */
class LicenceTest {
    private static final Pattern TOOLS = Pattern.compile(
            "(org\\.junit|org\\.assertj|com\\.tngtech|org\\.opentest4j|org\\.apiguardian|net\\.bytebuddy"
                    + "|org\\.apache\\.maven|org\\.jspecify).*");

    /** Short name and what poms write for it. The first that fits is taken, so the freest stand first. */
    private static final Map<String, Pattern> PERMITTED = permitted();

    /** Libraries whose pom does not say it, with the licence and where it was read. */
    private static final Map<String, String> READ_ELSEWHERE = Map.of();

    private static final Path NOTICE = Repository.ROOT.resolve("NOTICE");

    @Test
    void everyLibraryHasAPermittedLicence() {
        SortedMap<String, List<String>> refused = new TreeMap<>();
        SortedMap<String, List<String>> found = Licences.ofClassPath();
        assertThat(found).as("libraries on the class path").hasSizeGreaterThan(80);
        found.forEach((library, licences) -> {
            if (chosen(library, licences).isEmpty()) {
                refused.put(library, licences);
            }
        });
        assertThat(refused).as("libraries without a permitted licence").isEmpty();
    }

    @Test
    void noticeNamesEveryLibraryOfTheProductWithItsLicence() throws IOException {
        SortedMap<String, String> used = new TreeMap<>();
        Licences.ofClassPath().forEach((library, licences) -> {
            if (!TOOLS.matcher(library).matches()) {
                used.put(library, chosen(library, licences));
            }
        });
        StringBuilder lines = new StringBuilder();
        used.forEach((library, licence) ->
                lines.append("- ").append(library).append(" (").append(licence).append(")\n"));
        String notice = String.join("\n", Repository.lines(NOTICE)) + "\n";
        String wanted = notice.substring(0, notice.indexOf("\n- ") + 1) + lines;
        if (Boolean.getBoolean("sandyq.write")) {
            Files.writeString(NOTICE, wanted);
        }
        assertThat(Files.readString(NOTICE))
                .as("NOTICE; .ci/derive writes it anew")
                .isEqualTo(wanted);
    }

    private static String chosen(String library, List<String> licences) {
        String elsewhere = READ_ELSEWHERE.get(library);
        if (elsewhere != null) {
            return elsewhere;
        }
        for (Map.Entry<String, Pattern> permitted : PERMITTED.entrySet()) {
            if (licences.stream()
                    .anyMatch(name -> permitted.getValue().matcher(name).find())) {
                return permitted.getKey();
            }
        }
        return "";
    }

    private static Map<String, Pattern> permitted() {
        Map<String, Pattern> permitted = new LinkedHashMap<>();
        put(permitted, "Apache-2.0", "^ASL 2|Apache[- ](Software )?(License|2)");
        put(permitted, "MIT", "\\bMIT\\b");
        put(permitted, "BSD", "BSD|EDL|Eclipse Distribution License");
        put(permitted, "ISC", "\\bISC\\b");
        put(permitted, "PostgreSQL", "PostgreSQL");
        put(permitted, "CC0", "CC0|Public Domain");
        put(permitted, "Unicode", "Unicode");
        put(permitted, "OFL", "\\bOFL\\b|SIL Open Font");
        put(permitted, "Bitstream Vera", "Bitstream");
        put(permitted, "Bouncy Castle", "Bouncy Castle");
        put(permitted, "QuickFIX", "QuickFIX");
        put(permitted, "EPL", "EPL|Eclipse Public License");
        put(permitted, "MPL-2.0", "MPL[- ]?2|Mozilla Public License,? (Version )?2");
        put(permitted, "LGPL", "LGPL|Lesser General Public");
        put(permitted, "GPL-2.0 with classpath exception", "(?i)classpath[- ]exception|CPE");
        return permitted;
    }

    private static void put(Map<String, Pattern> permitted, String name, String written) {
        permitted.put(name, Pattern.compile(written));
    }
}
