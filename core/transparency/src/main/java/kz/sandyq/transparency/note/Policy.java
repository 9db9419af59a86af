package kz.sandyq.transparency.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.sandyq.transparency.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures make a checkpoint valid (C2SP tlog-policy). Log keys are of type 0x01, witness keys of type 0x04;
 * the operator's own nodes are witnesses in the language of the format, told apart by the group they are in.
 */
public final class Policy {
    /** The group of the operator's nodes, where a policy has one. */
    public static final String NODES = "nodes";
    /** The group of witnesses outside of the operator, where a policy has one. */
    public static final String WITNESSES = "witnesses";

    /**
     * Members of whom at least some must have signed.
     *
     * @param threshold 1 to the number of members
     * @param members names of witnesses or groups
     */
    record Group(int threshold, List<String> members) {}

    private final List<VerifierKey> logs;
    private final Map<String, VerifierKey> witnesses;
    private final Map<String, String> addresses;
    private final Map<String, Group> groups;
    private final @Nullable String quorum;

    Policy(
            List<VerifierKey> logs,
            Map<String, VerifierKey> witnesses,
            Map<String, String> addresses,
            Map<String, Group> groups,
            @Nullable String quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = Collections.unmodifiableMap(new LinkedHashMap<>(witnesses));
        this.addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
        this.groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        this.quorum = quorum;
    }

    /** Reads a policy file. */
    public static Policy parse(byte[] file) throws Refused {
        return new PolicyReader().read(file);
    }

    /** Keys of the logs whose name is this origin. */
    public List<VerifierKey> logs(String origin) {
        return logs.stream().filter(key -> key.name().equals(origin)).toList();
    }

    /** Keys of the witnesses by their names in the policy, in its order. Names are octets, one a character. */
    public Map<String, VerifierKey> witnesses() {
        return witnesses;
    }

    /** Where witnesses are asked, as their lines say it, by their names in the policy; of those that say it. */
    public Map<String, String> addresses() {
        return addresses;
    }

    /** Whether the quorum is met when these have signed. */
    public boolean isMet(Set<String> signed) {
        return quorum == null || isMet(quorum, signed);
    }

    /** Whether a group is defined and does not have enough of its members among these. */
    public boolean misses(String group, Set<String> signed) {
        return groups.containsKey(group) && !isMet(group, signed);
    }

    private boolean isMet(String name, Set<String> signed) {
        Group group = groups.get(name);
        return group == null
                ? signed.contains(name)
                : group.members().stream()
                                .filter(member -> isMet(member, signed))
                                .count()
                        >= group.threshold();
    }

    /** Those of these signers that stand in a group, directly or through groups in it, in the order of the policy. */
    public List<String> members(String group, Set<String> signed) {
        List<String> members = new ArrayList<>(witnesses.keySet());
        members.removeIf(name -> !signed.contains(name) || !holds(group, name));
        return members;
    }

    private boolean holds(String group, String name) {
        Group members = groups.get(group);
        return group.equals(name)
                || (members != null && members.members().stream().anyMatch(member -> holds(member, name)));
    }

    /** A name of the policy as people read it. */
    public static String shown(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
