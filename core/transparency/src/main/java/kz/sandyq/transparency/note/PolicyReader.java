package kz.sandyq.transparency.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import org.jspecify.annotations.Nullable;

/** Reads a C2SP tlog-policy, line by line. Octets stay octets: the file is read as ISO 8859-1. */
final class PolicyReader {
    private static final int LONGEST = 1 << 16;
    private static final String NONE = "none";

    private final List<VerifierKey> logs = new ArrayList<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, Policy.Group> groups = new LinkedHashMap<>();
    private final Set<String> members = new HashSet<>();
    private final Set<Hash> keys = new HashSet<>();
    private @Nullable String quorum;

    Policy read(byte[] file) throws Refused {
        Refused.unless(file.length <= LONGEST, Refusal.TOO_LARGE);
        String all = new String(file, StandardCharsets.ISO_8859_1);
        Refused.unless(
                all.endsWith("\n") && all.chars().noneMatch(c -> (c < ' ' && c != '\t' && c != '\n') || c == 0x7F),
                Refusal.POLICY_MALFORMED);
        for (String line : all.split("\n", -1)) {
            List<String> words = words(line);
            if (!words.isEmpty() && !words.getFirst().startsWith("#")) {
                read(words);
            }
        }
        Refused.unless(quorum != null, Refusal.POLICY_MALFORMED);
        return new Policy(logs, witnesses, addresses, groups, NONE.equals(quorum) ? null : quorum);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>(List.of(line.split("[ \t]+", -1)));
        words.removeIf(String::isEmpty);
        return words;
    }

    private void read(List<String> words) throws Refused {
        int count = words.size();
        switch (words.getFirst()) {
            case "log" -> {
                Refused.unless(count == 2 || count == 3, Refusal.POLICY_MALFORMED);
                logs.add(key(words.get(1), VerifierKey.ED25519));
            }
            case "witness" -> {
                Refused.unless(count == 3 || count == 4, Refusal.POLICY_MALFORMED);
                define(words.get(1));
                witnesses.put(words.get(1), key(words.get(2), VerifierKey.COSIGNATURE));
                if (count == 4) {
                    addresses.put(words.get(1), words.get(3));
                }
            }
            case "group" -> {
                Refused.unless(count >= 4, Refusal.POLICY_MALFORMED);
                define(words.get(1));
                groups.put(words.get(1), group(words.get(2), words.subList(3, count)));
            }
            case "quorum" -> {
                Refused.unless(count == 2 && quorum == null, Refusal.POLICY_MALFORMED);
                Refused.unless(words.get(1).equals(NONE) || isDefined(words.get(1)), Refusal.POLICY_NAME_UNKNOWN);
                quorum = words.get(1);
            }
            default -> throw new Refused(Refusal.POLICY_MALFORMED);
        }
    }

    private Policy.Group group(String threshold, List<String> names) throws Refused {
        long needed = switch (threshold) {
            case "any" -> 1;
            case "all" -> names.size();
            default -> Decimal.parse(threshold, Refusal.POLICY_MALFORMED);
        };
        Refused.unless(needed >= 1 && needed <= names.size(), Refusal.POLICY_MALFORMED);
        for (String name : names) {
            Refused.unless(isDefined(name), Refusal.POLICY_NAME_UNKNOWN);
            Refused.unless(members.add(name), Refusal.POLICY_NAME_TWICE);
        }
        return new Policy.Group((int) needed, List.copyOf(names));
    }

    private void define(String name) throws Refused {
        Refused.unless(!name.equals(NONE), Refusal.POLICY_MALFORMED);
        Refused.unless(!isDefined(name), Refusal.POLICY_NAME_TWICE);
    }

    private boolean isDefined(String name) {
        return witnesses.containsKey(name) || groups.containsKey(name);
    }

    private VerifierKey key(String octets, byte type) throws Refused {
        VerifierKey key =
                VerifierKey.parse(SignedNote.text(octets.getBytes(StandardCharsets.ISO_8859_1), Refusal.KEY_MALFORMED));
        Refused.unless(key.type() == type, Refusal.KEY_MALFORMED);
        Refused.unless(keys.add(key.publicKey()), Refusal.POLICY_KEY_TWICE);
        return key;
    }
}
