package kz.sandyq.transparency.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TileGrowth;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProver;
import org.junit.jupiter.api.Test;

/**
 * Files for those who write a verifier of their own, in docs/protocol/golden, compared byte for byte. They are written
 * anew by {@code mvn -pl core/transparency -am test -Dtest=GoldenReceiptTest -Dsandyq.golden=write}.
 */
class GoldenReceiptTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");
    private static final String RECEIPT = "receipt-1.tlog-proof";
    private static final int OLDER = 12;
    private static final String POLICY = "policy-1.txt";

    @Test
    void theFilesOfTheSeedAreTheCommittedOnes() throws IOException {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Path path = GOLDEN.resolve(file.getKey());
            if (System.getProperty("sandyq.golden", "").equals("write")) {
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            assertThat(path).hasBinaryContent(file.getValue());
        }
    }

    @Test
    void theCommittedReceiptIsProvenByTheCommittedPolicy() throws IOException, Refused {
        Policy policy = Policy.parse(read(POLICY));
        Verdict verdict = new ReceiptVerifier(policy, World.ORIGIN, World.CLUSTER).verify(read(RECEIPT));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Proven.class, proven -> {
            assertThat(new String(proven.record(), UTF_8)).startsWith("event 0 of 67 ");
            assertThat(proven.nodes()).hasSize(4);
            assertThat(proven.witnesses()).hasSize(2);
        });
    }

    @Test
    void theCommittedTilesAndCheckpointFitTheReceipt() throws IOException, Refused {
        TlogProof proof = TlogProof.parse(read(RECEIPT));
        SignedNote note = SignedNote.parse(read("log/checkpoint"));
        assertThat(proof.checkpoint().format()).isEqualTo(read("log/checkpoint"));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        TreeProver prover = new TreeProver(tile -> uncheckedRead("log/" + tile.path()), checkpoint.size());
        assertThat(prover.root()).isEqualTo(checkpoint.root());
        assertThat(prover.inclusion(proof.index())).isEqualTo(proof.path());
        Tile bundle = TileGrowth.bundles(0, checkpoint.size()).getFirst();
        List<byte[]> headers = EntryBundle.parse(read("log/" + bundle.path()), bundle.width());
        Hash previous = Hash.ZERO;
        for (byte[] each : headers) {
            BlockHeader header = BlockHeader.parse(each);
            assertThat(header.previousHash()).isEqualTo(previous);
            previous = new TreeHasher().leaf(each);
        }
    }

    private static Map<String, byte[]> files() {
        World world = World.usual();
        int size = world.headers.size();
        World.Placed event = world.records.stream()
                .filter(each -> each.sequence() == 67 && each.number() == 1)
                .findFirst()
                .orElseThrow();
        Draft draft = new Draft(world, event, size).sign(4, 2);
        List<byte[]> entries = new ArrayList<>();
        List<Hash> leaves = new ArrayList<>();
        world.headers.forEach(header -> {
            entries.add(header.format());
            leaves.add(header.leafHash());
        });
        Map<String, byte[]> files = new TreeMap<>();
        files.put(RECEIPT, draft.file());
        files.put(POLICY, World.policyText(World.NODES, World.WITNESSES).getBytes(UTF_8));
        files.put("log/checkpoint", note(draft));
        Draft older = new Draft(world, event, OLDER).sign(4, 2);
        files.put("older/checkpoint", note(older));
        files.put(
                "older/consistency",
                (world.log(size).consistency(OLDER).stream().map(Hash::base64).collect(joining("\n")) + "\n")
                        .getBytes(UTF_8));
        files.put("forked/checkpoint", note(new Draft(new World(World.CLUSTER, 99, 240), event, size).sign(4, 2)));
        TileGrowth.written(tile -> new byte[0], 0, leaves)
                .forEach((tile, bytes) -> files.put("log/" + tile.path(), bytes));
        files.put("log/" + TileGrowth.bundles(0, size).getFirst().path(), EntryBundle.format(entries));
        return files;
    }

    private static byte[] note(Draft draft) {
        return (draft.text() + "\n" + String.join("\n", draft.signatures) + "\n").getBytes(UTF_8);
    }

    private static byte[] uncheckedRead(String name) {
        try {
            return read(name);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(GOLDEN.resolve(name));
    }
}
