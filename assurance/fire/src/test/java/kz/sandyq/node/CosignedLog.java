package kz.sandyq.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.NodeCopy;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.node.NodeDoor.Answer;
import kz.sandyq.translog.ArchivedLog;
import kz.sandyq.translog.CosignerWord;
import kz.sandyq.translog.MemberCosigners;
import kz.sandyq.translog.MemberPurges;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.receipt.Cosigner;
import kz.sandyq.transparency.receipt.Signers;
import kz.sandyq.transparency.tree.Hash;
import org.awaitility.Awaitility;

/** The notary of a cluster under test: keeps its log, has all members but one cosign, signs, and orders to purge. */
final class CosignedLog implements AutoCloseable {
    static final String ORIGIN = "test.invalid/sandyq/7";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final Path place;
    private final Policy policy;
    private final MemberCosigners cosigners;
    private final Supplier<SignedLog> opening;
    private final FollowedLog followed;
    private SignedLog log;

    CosignedLog(Nodes nodes, Path directory) {
        this.nodes = nodes;
        place = directory.resolve("proof");
        NoteSigner key = key(directory);
        StringBuilder text = new StringBuilder("log " + key + "\n");
        for (int id = 0; id < nodes.size(); id++) {
            text.append("witness node-" + id + " " + key(id) + "\n");
        }
        String names =
                IntStream.range(0, nodes.size()).mapToObj(id -> " node-" + id).collect(Collectors.joining());
        text.append("group nodes " + (nodes.size() - 1) + names + "\nquorum nodes\n");
        try {
            policy = Policy.parse(text.toString().getBytes(UTF_8));
        } catch (Refused malformed) {
            throw new IllegalStateException(text.toString(), malformed);
        }
        cosigners = MemberCosigners.of(ClusterFile.read(nodes.file()), policy, directory.resolve("evidence"));
        followed = new FollowedLog(nodes.gateway());
        opening = () -> SignedLog.open(place, 7, followed, key, policy, cosigners::of);
        log = opening.get();
    }

    /** The log's key, which is there before the first member. */
    static NoteSigner key(Path directory) {
        return SigningKeys.take(directory.resolve("log.key"), ORIGIN, VerifierKey.ED25519);
    }

    /** As the operator does: a member that is read from and dies ends the reading, which is opened anew. */
    private void poll() {
        try {
            log.poll(1_000);
        } catch (IllegalStateException ended) {
            log.close();
            log = Awaitility.await("another member to read from")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IllegalStateException.class)
                    .until(opening::get, opened -> true);
        }
    }

    private String key(int id) {
        return Awaitility.await("the key of member " + id)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> nodes.get(id, "/proof/key"), answer -> answer.statusCode() == 200)
                .body()
                .strip();
    }

    /** Goes on until there is a checkpoint above a size; its size. */
    long awaitBeyond(long size) {
        Awaitility.await("a checkpoint above " + size)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    poll();
                    return published() > size;
                });
        return published();
    }

    /** Goes on until its own sealed segments reach beyond a position of the log; how far they reach then. */
    long awaitSealedBeyond(long position) {
        Awaitility.await("segments beyond " + position)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    poll();
                    return log.segments().keptPosition() > position;
                });
        log.segments().seal();
        return log.segments().sealedPosition();
    }

    /** As the operator orders what two persons have approved. */
    static MemberPurges purges(Nodes nodes, Path directory) {
        return MemberPurges.of(ClusterFile.read(nodes.file()), key(directory), directory.resolve("purge"));
    }

    /** Executes the log once more from nothing, segments first, and holds it to what a member says of a tick. */
    void expectRebuilt(Properties said) {
        assertThat(rebuilt(Long.parseLong(said.getProperty("sequence"))).stateHash())
                .isEqualTo(said.getProperty("stateHash"));
    }

    /** Executes the log once more from nothing, segments first, up to an entry; where that ends. */
    NodeCopy.Point rebuilt(long sequence) {
        MarketCore core = new MarketCore(EventSink.NONE);
        AtomicLong reached = new AtomicLong();
        try (FollowedLog behind = new FollowedLog(nodes.gateway())) {
            EntryLog.Reader reader = archived(behind).from(0);
            Awaitility.await("the log up to " + sequence)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        reader.poll(
                                (position, timestampMs, tick, buffer, offset, length) -> {
                                    if (core.sequence() >= sequence) {
                                        return;
                                    }
                                    reached.set(position);
                                    if (tick) {
                                        core.tick(timestampMs);
                                    } else {
                                        core.apply(timestampMs, buffer, offset, length);
                                    }
                                },
                                1_000);
                        return core.sequence() >= sequence;
                    });
        }
        HexFormat hex = HexFormat.of();
        String hash = hex.toHexDigits(core.stateHashHigh()) + hex.toHexDigits(core.stateHashLow());
        return new NodeCopy.Point(core.sequence(), core.nowMs(), hash, reached.get());
    }

    /** What is sealed here, and another log behind it. */
    ArchivedLog archived(EntryLog behind) {
        return new ArchivedLog(place, 7, behind);
    }

    /** Size of the newest checkpoint, 0 before the first. */
    long published() {
        try {
            SignedNote note = log.checkpoint().orElse(null);
            return note == null ? 0 : Checkpoint.parse(note.text()).size();
        } catch (Refused malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** Goes on until these have signed the newest checkpoint: one that is slower is added to it. */
    void awaitSigners(String... names) {
        Awaitility.await("signed by " + List.of(names))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    poll();
                    return signers().equals(List.of(names));
                });
    }

    /** The members under the newest checkpoint, as who has the policy verifies it. */
    private List<String> signers() {
        try {
            return Signers.of(log.checkpoint().orElseThrow(), policy, ORIGIN).nodes().stream()
                    .map(Cosigner::name)
                    .toList();
        } catch (Refused refused) {
            throw new AssertionError(refused);
        }
    }

    /** Goes on until the members say this; nothing is published after an alarm. */
    void awaitSaid(Map<String, CosignerWord.State> expected) {
        Awaitility.await("the members say " + expected)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    poll();
                    return cosigners.said().stream()
                            .collect(Collectors.toMap(CosignerWord::name, CosignerWord::state))
                            .equals(expected);
                });
    }

    /** Goes on until the two honest members have cosigned a head above a size, whether or not it is published. */
    void awaitCosignedBeyond(long size) {
        Awaitility.await("two members cosign beyond " + size)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    poll();
                    return cosigners.said().stream()
                                    .filter(each -> each.state() == CosignerWord.State.COSIGNED && each.size() > size)
                                    .count()
                            == 2;
                });
    }

    /** In the place of a member that was killed: it has its key, and signs another root of every size. */
    NodeDoor liar(int id) {
        NoteSigner key =
                SigningKeys.take(nodes.data(id).resolve("proof/node.key"), "node-" + id, VerifierKey.COSIGNATURE);
        NodeDoor door = NodeDoor.at(ClusterFile.read(nodes.file()).health(id), null);
        door.answerBelow(MemberCosigners.PATH, size -> {
                    String head = new Checkpoint(ORIGIN, Long.parseLong(size), Hash.of(new byte[Hash.BYTES])).text();
                    SignedNote note = new SignedNote(head, List.of(key.sign(head, 1_790_000_000)));
                    return Answer.ok(new String(note.format(), UTF_8));
                })
                .open();
        return door;
    }

    @Override
    public void close() {
        log.close();
        followed.close();
        cosigners.close();
    }
}
