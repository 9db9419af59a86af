package kz.sandyq.operator.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.sandyq.translog.DurableFile;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.VerifierKey;

/**
 * The keys of this deployment and the policy that names them. They are made at the first start; a policy of one names
 * the node of this process alone, until somebody writes a file of more.
 *
 * @param log signs checkpoints; its name is the origin
 * @param node cosigns what this process has executed itself
 * @param policy whose signatures are needed
 * @param policyText the policy as others get it
 */
record ProofKeys(NoteSigner log, NoteSigner node, Policy policy, String policyText) {
    private static final String NODE = "node-1";

    /**
     * Takes them up, or makes them.
     *
     * @param directory of keys and policy; nobody else may read it
     * @param kept the checkpoint that was signed with the log's key, if one was
     * @param origin name of the log
     * @param members public keys of a cluster's members, for the policy that is written at the first start; none: a
     *     policy of one
     * @throws IllegalStateException when a key is lost, the policy is none of this log, or a member's key is not in it
     */
    static ProofKeys take(Path directory, Path kept, String origin, List<String> members) {
        if (!Files.exists(directory.resolve(LogKey.FILE)) && Files.exists(kept)) {
            throw new IllegalStateException("there is no " + directory.resolve(LogKey.FILE) + ", but " + kept
                    + " was signed with it: bring the key back, or begin a log of another name");
        }
        NoteSigner log = LogKey.take(directory, origin);
        NoteSigner node = SigningKeys.take(directory.resolve("node.key"), NODE, VerifierKey.COSIGNATURE);
        Path file = directory.resolve("policy");
        try {
            String text = Files.exists(file)
                    ? Files.readString(file)
                    : "log " + log.key().format() + "\n"
                            + nodes(members.isEmpty() ? List.of(node.key().format()) : members);
            Policy policy = Policy.parse(text.getBytes(UTF_8));
            if (!policy.logs(origin).contains(log.key())) {
                throw new IllegalStateException(file + " does not name the key of this log, "
                        + log.key().format());
            }
            if (policy.members(Policy.NODES, policy.witnesses().keySet()).isEmpty()) {
                throw new IllegalStateException(file + " names no group " + Policy.NODES + ": nobody would cosign");
            }
            for (String member : members) {
                if (!policy.witnesses().containsValue(VerifierKey.parse(member))) {
                    throw new IllegalStateException(
                            file + " does not name " + member + ": a policy that stands is changed by hand");
                }
            }
            if (!Files.exists(file)) {
                DurableFile.replace(file, text.getBytes(UTF_8));
            }
            return new ProofKeys(log, node, policy, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (Refused wrong) {
            throw new IllegalStateException(file + " is no policy: " + wrong.getMessage(), wrong);
        }
    }

    /** Of three nodes one may be missing, and of five: 2 of 3, 4 of 5. */
    private static String nodes(List<String> keys) {
        StringBuilder lines = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (String key : keys) {
            String name = key.substring(0, Math.max(0, key.indexOf('+')));
            lines.append("witness ").append(name).append(' ').append(key).append('\n');
            names.append(' ').append(name);
        }
        int needed = keys.size() == 1 ? 1 : keys.size() - 1;
        return lines + "group nodes " + needed + names + "\nquorum nodes\n";
    }
}
