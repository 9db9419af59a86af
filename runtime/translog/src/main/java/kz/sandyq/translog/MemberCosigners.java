package kz.sandyq.translog;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.Member;
import kz.sandyq.cluster.MemberDoors;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.VerifierKey;

/**
 * Asks the members of a cluster at their doors to cosign heads of its log, and never waits for them: each call gives
 * what has come by now. Once a member has signed another root there is nothing to be had until it signs the right one,
 * whatever is started anew meanwhile: two roots of one size mean that somebody computes or says something wrong, and a
 * person has to look.
 */
public final class MemberCosigners implements AutoCloseable {
    /** Where a member gives the cosigned head of a size, which comes behind this. */
    public static final String PATH = "/proof/cosigned/";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final List<MemberCosigner> members = new ArrayList<>();

    private MemberCosigners(HttpClient http) {
        this.http = http;
    }

    /**
     * Those members of the cluster whose keys stand in the policy's group {@code nodes}, each under its own name.
     *
     * @param file of the cluster, with the certificates of this host where its doors want them
     * @param evidence where heads with another root are kept, each as the member signed it, and the alarm about them
     */
    public static MemberCosigners of(ClusterFile file, Policy policy, Path evidence) {
        MemberDoors doors = file.doors();
        MemberCosigners all = new MemberCosigners(doors.client(PATIENCE));
        List<String> nodes = policy.members(Policy.NODES, policy.witnesses().keySet());
        for (Member member : file.members(0).voters()) {
            List<VerifierKey> keys = policy.witnesses().entrySet().stream()
                    .filter(each -> nodes.contains(each.getKey())
                            && each.getValue().name().equals(member.name()))
                    .map(Map.Entry::getValue)
                    .toList();
            if (!keys.isEmpty()) {
                all.members.add(new MemberCosigner(
                        member.name(), size -> doors.at(member.id(), PATH + size), keys, evidence, PATIENCE));
            }
        }
        return all;
    }

    /**
     * What members have said of a head by now, verified; asks those that have not said it yet.
     *
     * @return nothing as long as a member has signed another root
     */
    public List<NoteSignature> of(Checkpoint head) {
        members.forEach(each -> each.ask(http, head));
        if (differs()) {
            return List.of();
        }
        return members.stream()
                .map(each -> each.signature(head))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a member has signed another root than the one that it was asked for, and not the right one since. */
    public boolean differs() {
        return members.stream().anyMatch(each -> each.said().isAlarm());
    }

    /** How each member stands, in the order of the cluster's file. */
    public List<CosignerWord> said() {
        return members.stream().map(MemberCosigner::said).toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
