package kz.sandyq.transparency.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeProver;

/** A receipt in parts that a forger may change before it becomes a file. */
final class Draft {
    long sequence;
    int number;
    long indexInBlock;
    byte[] salt;
    byte[] record;
    BlockHeader header;
    List<Hash> blockPath;
    long blockIndex;
    List<Hash> logPath;
    String origin = World.ORIGIN;
    long size;
    Hash root;
    List<String> signatures = new ArrayList<>();

    Draft(World world, World.Placed placed, int size) {
        sequence = placed.sequence();
        number = placed.number();
        indexInBlock = placed.indexInBlock();
        salt = placed.salt().clone();
        record = placed.shown().clone();
        header = world.headers.get(placed.block());
        blockPath = new ArrayList<>(TreeProver.of(Objects.requireNonNull(world.leaves.get(placed.block())))
                .inclusion(placed.indexInBlock()));
        blockIndex = placed.block();
        TreeProver log = world.log(size);
        logPath = new ArrayList<>(log.inclusion(placed.block()));
        this.size = size;
        root = log.root();
    }

    String text() {
        return new Checkpoint(origin, size, root).text();
    }

    /** Adds a signature over the checkpoint as it is now. */
    Draft sign(NoteSigner signer) {
        signatures.add(signer.sign(text(), World.TIME_SECONDS).format());
        return this;
    }

    Draft sign(List<NoteSigner> signers) {
        signers.forEach(this::sign);
        return this;
    }

    /** The log, so many nodes and so many witnesses. */
    Draft sign(int nodes, int witnesses) {
        return sign(World.LOG).sign(World.NODES.subList(0, nodes)).sign(World.WITNESSES.subList(0, witnesses));
    }

    Draft unsigned() {
        signatures.clear();
        return this;
    }

    /** Everybody signs what it says now. */
    Draft signedAnew() {
        return unsigned().sign(4, 2);
    }

    /** A line under a name and id that are not its key's. */
    static String renamed(NoteSignature signature, NoteSigner claimed, long timestampSeconds) {
        String own = signature.format();
        String other = claimed.sign("\n", timestampSeconds).format();
        byte[] bytes = Base64.getDecoder().decode(own.substring(own.lastIndexOf(' ') + 1));
        byte[] id = Base64.getDecoder().decode(other.substring(other.lastIndexOf(' ') + 1));
        System.arraycopy(id, 0, bytes, 0, 4);
        return "\u2014 " + claimed.key().name() + " " + Base64.getEncoder().encodeToString(bytes);
    }

    Receipt receipt() {
        return new Receipt(sequence, number, indexInBlock, salt, header, blockPath, record);
    }

    byte[] file() {
        String note = text() + "\n" + String.join("\n", signatures) + "\n";
        try {
            SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
            return receipt().in(blockIndex, logPath, signed).format();
        } catch (Refused noNote) {
            throw new IllegalStateException(noNote);
        }
    }
}
