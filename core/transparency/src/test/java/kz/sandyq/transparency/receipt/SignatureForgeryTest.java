package kz.sandyq.transparency.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.sandyq.transparency.Refusal.HEADER_NOT_IN_LOG;
import static kz.sandyq.transparency.Refusal.LOG_SIGNATURE_MISSING;
import static kz.sandyq.transparency.Refusal.NODE_QUORUM_MISSED;
import static kz.sandyq.transparency.Refusal.OTHER_CLUSTER;
import static kz.sandyq.transparency.Refusal.OTHER_ORIGIN;
import static kz.sandyq.transparency.Refusal.QUORUM_MISSED;
import static kz.sandyq.transparency.Refusal.SIGNATURE_INVALID;
import static kz.sandyq.transparency.Refusal.SIGNED_TWICE;
import static kz.sandyq.transparency.Refusal.WITNESS_QUORUM_MISSED;
import static kz.sandyq.transparency.receipt.Forgery.OTHER;
import static kz.sandyq.transparency.receipt.Forgery.honest;
import static kz.sandyq.transparency.receipt.Forgery.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.TestKeys;
import kz.sandyq.transparency.receipt.Forgery.Line;
import kz.sandyq.transparency.tree.Hash;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who signs, for which log, is forged. */
class SignatureForgeryTest {
    private static final NoteSigner STRANGER = TestKeys.cosigner("stranger.test.invalid", "stranger");

    @TestFactory
    Stream<DynamicTest> originsAndClusters() {
        return play(
                new Line("origin", "another", d -> d.origin = "other.test.invalid", OTHER_ORIGIN),
                new Line(
                        "origin",
                        "another, all signed",
                        d -> {
                            d.origin = "other.test.invalid";
                            d.signedAnew();
                        },
                        OTHER_ORIGIN),
                new Line("origin", "a slash more", d -> d.origin += "/", OTHER_ORIGIN),
                new Line("origin", "in capitals", d -> d.origin = "TEST.invalid/sandyq/7", OTHER_ORIGIN),
                new Line("origin", "its beginning", d -> d.origin = "test.invalid/sandyq", OTHER_ORIGIN),
                new Line("origin", "a letter that looks alike", d -> d.origin = "tеst.invalid/sandyq/7", OTHER_ORIGIN),
                new Line("cluster", "the header's number", d -> d.header = clustered(d.header, 8), OTHER_CLUSTER),
                new Line("cluster", "none", d -> d.header = clustered(d.header, 0), OTHER_CLUSTER),
                new Line("cluster", "7 + 2^32", d -> d.header = clustered(d.header, 7 + (1L << 32)), OTHER_CLUSTER),
                new Line(
                        "cluster",
                        "a whole receipt of 8",
                        d -> become(d, OTHER.draft(5, 3).sign(4, 2)),
                        OTHER_CLUSTER),
                new Line(
                        "cluster",
                        "a receipt of 8, by its nodes only",
                        d -> become(d, OTHER.draft(5, 3).sign(4, 0)),
                        OTHER_CLUSTER),
                new Line(
                        "cluster",
                        "8 with its number forged",
                        d -> {
                            become(d, OTHER.draft(5, 3).sign(4, 2));
                            d.header = clustered(d.header, 7);
                        },
                        HEADER_NOT_IN_LOG));
    }

    @TestFactory
    Stream<DynamicTest> logKeys() {
        return play(
                new Line("log key", "no signature of the log", d -> d.signatures.removeFirst(), LOG_SIGNATURE_MISSING),
                new Line(
                        "log key",
                        "another key of its name",
                        d -> d.signatures.set(
                                0,
                                TestKeys.log(World.ORIGIN, "x")
                                        .sign(d.text(), 0)
                                        .format()),
                        LOG_SIGNATURE_MISSING),
                new Line(
                        "log key",
                        "its key of another name",
                        d -> d.signatures.set(
                                0,
                                TestKeys.log("x.test.invalid", "log")
                                        .sign(d.text(), 0)
                                        .format()),
                        LOG_SIGNATURE_MISSING),
                new Line(
                        "log key",
                        "its key as a cosigner",
                        d -> d.signatures.set(
                                0,
                                TestKeys.cosigner(World.ORIGIN, "log")
                                        .sign(d.text(), 1)
                                        .format()),
                        LOG_SIGNATURE_MISSING),
                new Line(
                        "log key",
                        "over another text",
                        d -> d.signatures.set(
                                0, World.LOG.sign(d.text() + "x\n", 0).format()),
                        SIGNATURE_INVALID),
                new Line(
                        "log key",
                        "another key under its id",
                        d -> d.signatures.set(
                                0, Draft.renamed(TestKeys.log("x", "x").sign(d.text(), 0), World.LOG, 0)),
                        SIGNATURE_INVALID),
                new Line("log key", "twice", d -> d.sign(World.LOG), SIGNED_TWICE));
    }

    @TestFactory
    Stream<DynamicTest> quorums() {
        NoteSigner fourth = World.NODES.get(3);
        return play(
                new Line("nodes", "three", d -> d.unsigned().sign(3, 2), NODE_QUORUM_MISSED),
                new Line("nodes", "none", d -> d.unsigned().sign(0, 3), NODE_QUORUM_MISSED),
                new Line(
                        "nodes",
                        "three and a stranger",
                        d -> d.unsigned().sign(3, 2).sign(STRANGER),
                        NODE_QUORUM_MISSED),
                new Line("nodes", "three and all witnesses", d -> d.unsigned().sign(3, 3), NODE_QUORUM_MISSED),
                new Line(
                        "nodes",
                        "the fourth over another size",
                        d -> d.signatures.set(4, other(d, fourth)),
                        SIGNATURE_INVALID),
                new Line(
                        "nodes",
                        "the fourth with its key as a log's",
                        d -> d.signatures.set(
                                4,
                                TestKeys.log(fourth.key().name(), "node 4")
                                        .sign(d.text(), 0)
                                        .format()),
                        NODE_QUORUM_MISSED),
                new Line(
                        "nodes",
                        "the fourth at a forged time",
                        d -> d.signatures.set(4, time(d.signatures.get(4))),
                        SIGNATURE_INVALID),
                new Line("witnesses", "one", d -> d.unsigned().sign(5, 1), WITNESS_QUORUM_MISSED),
                new Line("witnesses", "none", d -> d.unsigned().sign(5, 0), WITNESS_QUORUM_MISSED),
                new Line(
                        "witnesses",
                        "one and a stranger",
                        d -> d.unsigned().sign(5, 1).sign(STRANGER),
                        WITNESS_QUORUM_MISSED),
                new Line(
                        "witnesses",
                        "one, of another size the other",
                        d -> d.signatures.set(6, other(d, World.WITNESSES.get(1))),
                        SIGNATURE_INVALID),
                new Line(
                        "witnesses",
                        "one at a forged time",
                        d -> d.signatures.set(6, time(d.signatures.get(6))),
                        SIGNATURE_INVALID),
                new Line(
                        "witnesses",
                        "one with another key of its name",
                        d -> d.signatures.set(
                                6,
                                TestKeys.cosigner(World.WITNESSES.get(1).key().name(), "x")
                                        .sign(d.text(), 1)
                                        .format()),
                        WITNESS_QUORUM_MISSED));
    }

    @TestFactory
    Stream<DynamicTest> oneSignerAsTwo() {
        NoteSigner first = World.NODES.get(0);
        NoteSigner fifth = World.NODES.get(4);
        return play(
                new Line("signer", "a line twice", d -> d.signatures.add(d.signatures.get(1)), SIGNED_TWICE),
                new Line(
                        "signer",
                        "twice at two times",
                        d -> d.signatures.add(first.sign(d.text(), 9).format()),
                        SIGNED_TWICE),
                new Line(
                        "signer",
                        "three nodes, one twice",
                        d -> d.unsigned().sign(3, 2).sign(first),
                        SIGNED_TWICE),
                new Line(
                        "signer",
                        "its key under the fifth's name",
                        d -> d.unsigned()
                                .sign(3, 2)
                                .sign(TestKeys.cosigner(fifth.key().name(), "node 1")),
                        NODE_QUORUM_MISSED),
                new Line(
                        "signer",
                        "its key under the fifth's name and id",
                        d -> d.unsigned().sign(3, 2).signatures.add(Draft.renamed(first.sign(d.text(), 9), fifth, 9)),
                        SIGNATURE_INVALID),
                new Line(
                        "signer",
                        "its key under a stranger's name",
                        d -> d.unsigned().sign(3, 2).sign(TestKeys.cosigner("stranger.test.invalid", "node 1")),
                        NODE_QUORUM_MISSED),
                new Line(
                        "signer",
                        "a node's key as a witness",
                        d -> d.unsigned().sign(5, 1).sign(TestKeys.cosigner("regulator.test.invalid", "node 1")),
                        WITNESS_QUORUM_MISSED),
                new Line(
                        "signer",
                        "a witness's key under another witness's name",
                        d -> d.unsigned()
                                .sign(5, 1)
                                .sign(TestKeys.cosigner(
                                        World.WITNESSES.get(1).key().name(), "depository")),
                        WITNESS_QUORUM_MISSED),
                new Line(
                        "signer",
                        "a witness twice",
                        d -> d.unsigned().sign(5, 1).sign(World.WITNESSES.get(0)),
                        SIGNED_TWICE));
    }

    @Test
    void aQuorumOfOtherNamesIsMissedByItsOwnCode() throws Refused {
        String policy = "log " + World.LOG + "\nwitness a " + STRANGER + "\nquorum a\n";
        ReceiptVerifier verifier = new ReceiptVerifier(Policy.parse(policy.getBytes(UTF_8)), World.ORIGIN, 7);
        assertThat(verifier.verify(honest().file())).isEqualTo(new Verdict.NotProven(QUORUM_MISSED));
        assertThat(verifier.verify(honest().sign(STRANGER).file())).isInstanceOf(Verdict.Proven.class);
    }

    /** Each of two clients holds a receipt that is in order; together they hold evidence. */
    @Test
    void aForkShownToTwoClientsIsSeenWhenTheyCompare() throws Refused {
        World forked = new World(World.CLUSTER, 99, 240);
        Checkpoint shownToAlice = shown(honest());
        Checkpoint shownToBob = shown(forked.draft(5, 3).sign(4, 2));
        Checkpoint grownForBob =
                shown(new World(World.CLUSTER, 99, 300).draft(5, 3).sign(4, 2));
        Checkpoint grownForAlice =
                shown(new World(World.CLUSTER, 20_261_122, 300).draft(5, 3).sign(4, 2));
        List<Hash> bobs = new World(World.CLUSTER, 99, 300).log(25).consistency(20);
        List<Hash> honestly = new World(World.CLUSTER, 20_261_122, 300).log(25).consistency(20);
        assertThat(shownToBob.size()).isEqualTo(shownToAlice.size());
        assertThatThrownBy(() -> shownToAlice.goesOnIn(shownToBob, List.of())).hasMessage("61 FORKED");
        assertThatThrownBy(() -> shownToAlice.goesOnIn(grownForBob, bobs)).hasMessage("62 NOT_CONSISTENT");
        assertThatThrownBy(() -> shownToAlice.goesOnIn(grownForBob, honestly)).hasMessage("62 NOT_CONSISTENT");
        assertThatThrownBy(() -> grownForBob.goesOnIn(shownToAlice, bobs)).hasMessage("60 ROLLED_BACK");
        assertThatCode(() -> shownToAlice.goesOnIn(grownForAlice, honestly)).doesNotThrowAnyException();
        assertThatCode(() -> shownToBob.goesOnIn(grownForBob, bobs)).doesNotThrowAnyException();
    }

    private static Checkpoint shown(Draft draft) throws Refused {
        return ((Verdict.Proven) World.verifier().verify(draft.file())).checkpoint();
    }

    private static void become(Draft draft, Draft other) {
        draft.sequence = other.sequence;
        draft.number = other.number;
        draft.indexInBlock = other.indexInBlock;
        draft.salt = other.salt;
        draft.record = other.record;
        draft.header = other.header;
        draft.blockPath = other.blockPath;
        draft.blockIndex = other.blockIndex;
        draft.logPath = other.logPath;
        draft.size = other.size;
        draft.root = other.root;
        draft.signatures = other.signatures;
    }

    private static String other(Draft draft, NoteSigner signer) {
        return signer.sign(draft.text().replace("\n" + draft.size + "\n", "\n9\n"), World.TIME_SECONDS)
                .format();
    }

    /** The same line with the last bit of its time changed: byte 11 of key id and signature. */
    private static String time(String line) {
        int at = line.lastIndexOf(' ') + 1;
        byte[] bytes = Base64.getDecoder().decode(line.substring(at));
        bytes[11] ^= 1;
        return line.substring(0, at) + Base64.getEncoder().encodeToString(bytes);
    }

    private static BlockHeader clustered(BlockHeader h, long cluster) {
        return new BlockHeader(
                cluster,
                h.firstSequence(),
                h.lastSequence(),
                h.timestampMs(),
                h.records(),
                h.previousHash(),
                h.stateDigestHigh(),
                h.stateDigestLow(),
                h.recordsRoot());
    }
}
