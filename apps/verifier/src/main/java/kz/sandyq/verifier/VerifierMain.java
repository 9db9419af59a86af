package kz.sandyq.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.receipt.Receipt;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;

/** Checks one receipt: {@code receipt FILE --policy FILE [--cluster N] [--origin NAME] [--language kk|ru|en]}. */
public final class VerifierMain {
    /** Proven. */
    static final int PROVEN = 0;
    /** Not proven. */
    static final int REFUSED = 1;
    /** The command line is not understood. */
    static final int USAGE = 2;
    /** A file cannot be read, or the policy is none. */
    static final int FILE = 3;

    private VerifierMain() {}

    /** The process; exit codes 0 proven, 1 refused, 2 usage, 3 file. */
    public static void main(String[] arguments) {
        System.exit(run(VerifierConsole::say, VerifierConsole::fault, arguments));
    }

    static int run(Consumer<String> say, Consumer<String> fault, String... arguments) {
        Words words = Words.of(Request.language(arguments));
        Optional<Request> request = Request.read(arguments);
        if (request.isEmpty()) {
            fault.accept(words.say("usage"));
            return USAGE;
        }
        String file = request.get().policy();
        try {
            Policy policy = Policy.parse(read(file));
            file = request.get().receipt();
            Verdict verdict = verdict(request.get(), policy, read(file));
            say.accept(new Report(words, policy).of(verdict));
            return verdict instanceof Verdict.Proven ? PROVEN : REFUSED;
        } catch (Refused noPolicy) {
            fault.accept(words.say(
                    "policy.refused",
                    file,
                    noPolicy.refusal().number(),
                    noPolicy.refusal(),
                    words.say("refusal." + noPolicy.refusal())));
        } catch (IOException | InvalidPathException unreadable) {
            fault.accept(words.say("unreadable", file));
        }
        return FILE;
    }

    /** Where the command line expects nothing, what the receipt says of itself is expected, within the policy. */
    private static Verdict verdict(Request request, Policy policy, byte[] file) {
        try {
            TlogProof proof = TlogProof.parse(file);
            long cluster = Receipt.parse(proof.extra()).header().cluster();
            String origin = Checkpoint.parse(proof.checkpoint().text()).origin();
            return new ReceiptVerifier(
                            policy,
                            Objects.requireNonNullElse(request.origin(), origin),
                            Objects.requireNonNullElse(request.cluster(), cluster))
                    .verify(file);
        } catch (Refused refused) {
            return new Verdict.NotProven(refused.refusal());
        }
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            return bytes.readNBytes(TlogProof.LONGEST + 1);
        }
    }
}
