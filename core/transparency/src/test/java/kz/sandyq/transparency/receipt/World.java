package kz.sandyq.transparency.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockBuilder;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.BlockRule;
import kz.sandyq.transparency.block.LogEntry;
import kz.sandyq.transparency.block.RecordHasher;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.TestKeys;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeProver;

/** A cluster, its log by seed, five nodes and three witnesses with keys that everybody knows. */
final class World {
    static final String ORIGIN = "test.invalid/sandyq/7";
    static final long CLUSTER = 7;
    static final long TIME_SECONDS = 1_790_000_100L;
    static final NoteSigner LOG = TestKeys.log(ORIGIN, "log");
    static final List<NoteSigner> NODES = IntStream.rangeClosed(1, 5)
            .mapToObj(node -> TestKeys.cosigner("node-" + node + ".test.invalid", "node " + node))
            .toList();
    static final List<NoteSigner> WITNESSES = Stream.of("depository", "regulator", "auditor")
            .map(name -> TestKeys.cosigner(name + ".test.invalid", name))
            .toList();

    /**
     * A record with its place.
     *
     * @param shown as a receipt may show it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Placed(int block, long indexInBlock, long sequence, int number, byte[] salt, byte[] shown) {}

    final List<BlockHeader> headers = new ArrayList<>();
    final List<Placed> records = new ArrayList<>();
    final Map<Integer, List<Hash>> leaves = new TreeMap<>();

    World(long cluster, long seed, int entries) {
        this(cluster, LogEntry.log(seed, entries), new BlockRule(12, 1_000, 1_000));
    }

    World(long cluster, List<LogEntry> log, BlockRule rule) {
        List<byte[]> salts = new ArrayList<>();
        List<Hash> hashes = new ArrayList<>();
        BlockBuilder builder = new BlockBuilder(rule, cluster, (sequence, number, salt, leafHash) -> {
            salts.add(salt.clone());
            hashes.add(Hash.of(leafHash));
        });
        int told = 0;
        for (LogEntry entry : log) {
            BlockHeader header = entry.tell(builder);
            int number = entry.headerSalt() == null ? 1 : 0;
            for (byte[] record : entry.records()) {
                List<Hash> block = leaves.computeIfAbsent(headers.size(), each -> new ArrayList<>());
                byte[] shown = number == 0 ? RecordHasher.withoutSalt(record) : record;
                records.add(new Placed(headers.size(), block.size(), entry.sequence(), number, salts.get(told), shown));
                block.add(hashes.get(told++));
                number++;
            }
            if (header != null) {
                headers.add(header);
            }
        }
    }

    /** The committed one. */
    static World usual() {
        return new World(CLUSTER, 20_261_122, 240);
    }

    static String policyText(List<NoteSigner> nodes, List<NoteSigner> witnesses) {
        StringBuilder policy = new StringBuilder("# Test keys, known to everybody: they prove nothing.\n");
        policy.append("log ").append(LOG.key().format()).append("\n");
        for (NoteSigner signer :
                Stream.concat(nodes.stream(), witnesses.stream()).toList()) {
            policy.append("witness ")
                    .append(shortName(signer))
                    .append(" ")
                    .append(signer.key().format())
                    .append("\n");
        }
        policy.append("group nodes 4 ")
                .append(String.join(" ", nodes.stream().map(World::shortName).toList()));
        policy.append("\ngroup witnesses 2 ")
                .append(String.join(
                        " ", witnesses.stream().map(World::shortName).toList()));
        return policy.append("\ngroup all-of-them all nodes witnesses\nquorum all-of-them\n")
                .toString();
    }

    static String shortName(NoteSigner signer) {
        return signer.key().name().replace(".test.invalid", "");
    }

    static Policy policy() throws Refused {
        return Policy.parse(policyText(NODES, WITNESSES).getBytes(StandardCharsets.UTF_8));
    }

    static ReceiptVerifier verifier() throws Refused {
        return new ReceiptVerifier(policy(), ORIGIN, CLUSTER);
    }

    /** The proof log at a size. */
    TreeProver log(int size) {
        return TreeProver.of(
                headers.subList(0, size).stream().map(BlockHeader::leafHash).toList());
    }

    /** A record of a finished block. */
    Placed record(int block, int indexInBlock) {
        return records.stream()
                .filter(each -> each.block == block && each.indexInBlock == indexInBlock)
                .findFirst()
                .orElseThrow();
    }

    /** A receipt over a checkpoint of all finished blocks, not signed yet. */
    Draft draft(int block, int indexInBlock) {
        return new Draft(this, record(block, indexInBlock), headers.size());
    }
}
