package kz.sandyq.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kz.sandyq.cluster.ClusterFileException;
import kz.sandyq.translog.SegmentFetch;
import kz.sandyq.translog.TranslogException;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.receipt.Receipt;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Checks a receipt, a holder's place in a total of liabilities, or a whole log once or again and again, fetches
 * its segments, or writes the page that checks proofs in a browser; the README says how it is asked.
 */
public final class VerifierMain {
    /** Proven. */
    static final int PROVEN = 0;
    /** Not proven. */
    static final int REFUSED = 1;
    /** The command line is not understood. */
    static final int USAGE = 2;
    /** A file cannot be read, or the policy is none. */
    static final int FILE = 3;

    private static final long EVERY_SECONDS = 5;
    private static final int LONGEST_PASSWORD = 1_024;

    private final Request request;
    private final Policy policy;
    private final Report report;
    private final Consumer<String> say;

    private VerifierMain(Request request, Words words, Consumer<String> say) throws FileFault {
        this.request = request;
        this.policy = Inputs.policy(request.policy());
        this.report = new Report(words, policy);
        this.say = say;
    }

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
        Request.Command command = request.get().command();
        try {
            if (command.equals(Request.PAGE)) {
                return page(request.get(), words, say);
            }
            if (command.equals(Request.FETCH)) {
                return fetch(request.get(), words, say);
            }
            VerifierMain asked = new VerifierMain(request.get(), words, say);
            if (command.equals(Request.LOG) || command.equals(Request.FOLLOW)) {
                return asked.log(command.equals(Request.FOLLOW));
            }
            return command.equals(Request.LIABILITIES) ? asked.liabilities() : asked.receipt();
        } catch (FileFault unreadable) {
            fault.accept(unreadable.words(words));
            return FILE;
        }
    }

    private static int page(Request request, Words words, Consumer<String> say) throws FileFault {
        String directory = request.files().getFirst();
        try {
            PageFiles.write(Path.of(directory));
            say.accept(words.say("page.written", directory));
            return PROVEN;
        } catch (IOException | InvalidPathException unwritable) {
            throw new FileFault(directory, "unwritable", null);
        }
    }

    private static int fetch(Request request, Words words, Consumer<String> say) throws FileFault {
        String door = request.files().getFirst();
        byte[] password = Inputs.read(request.option(Request.PASSWORD), LONGEST_PASSWORD);
        try (SegmentFetch fetch = new SegmentFetch(
                URI.create(door),
                Path.of(request.option(Request.INTO)),
                Path.of(request.option(Request.KEYS)),
                new String(password, UTF_8).strip().toCharArray())) {
            say.accept(words.say("fetched", fetch.run(), request.option(Request.INTO)));
            return PROVEN;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException refused) {
            throw new FileFault(door + ": " + refused.getMessage(), "unfetched", null);
        } catch (TranslogException damaged) {
            say.accept(words.say("damaged", String.valueOf(damaged.getMessage())));
            return REFUSED;
        }
    }

    private int receipt() throws FileFault {
        Verdict verdict = verdict(Inputs.read(request.files().getFirst(), TlogProof.LONGEST));
        say.accept(report.of(verdict));
        return verdict instanceof Verdict.Proven ? PROVEN : REFUSED;
    }

    /** Where the command line expects nothing, what the receipt says of itself is expected, within the policy. */
    private Verdict verdict(byte[] file) {
        try {
            TlogProof proof = TlogProof.parse(file);
            long cluster = Receipt.parse(proof.extra()).header().cluster();
            String origin = Checkpoint.parse(proof.checkpoint().text()).origin();
            return new ReceiptVerifier(
                            policy,
                            request.options().getOrDefault(Request.ORIGIN, origin),
                            Objects.requireNonNullElse(request.number(Request.CLUSTER), cluster))
                    .verify(file);
        } catch (Refused refused) {
            return new Verdict.NotProven(refused.refusal());
        }
    }

    private int liabilities() throws FileFault {
        List<String> files = request.files();
        byte[] note = Inputs.read(files.getFirst(), SignedNote.LONGEST);
        byte[] holder = Inputs.read(files.getLast(), HolderFile.LONGEST);
        try {
            LiabilityCheck held = LiabilityCheck.of(request, policy, note, holder);
            say.accept(report.of(held.note(), held.holder(), held.owedMinor()));
            return PROVEN;
        } catch (Refused refused) {
            say.accept(report.refused(refused.refusal()));
            return REFUSED;
        }
    }

    private int log(boolean follows) throws FileFault {
        String place = request.files().getFirst();
        String older = request.options().get(Request.OLDER);
        byte[] kept = older == null ? null : Inputs.read(older, SignedNote.LONGEST);
        String note = request.options().get(Request.LIABILITIES_NOTE);
        byte[] liabilities = note == null ? null : Inputs.read(note, SignedNote.LONGEST);
        try (LogSource source = LogSource.at(place)) {
            LogCheck check = new LogCheck(
                    source,
                    policy,
                    request.options().get(Request.ORIGIN),
                    request.number(Request.CLUSTER),
                    execution());
            try {
                LogCheck.Found found = check.check(kept);
                if (liabilities != null) {
                    check.isAfterItsBlock(LiabilityCheck.note(
                            liabilities, policy, found.checkpoint().origin()));
                }
                say.accept(report.of(found, kept != null, liabilities != null));
                return follows ? follow(check) : PROVEN;
            } catch (Refused refused) {
                say.accept(report.refused(refused.refusal(), check.at()));
                return REFUSED;
            } catch (TranslogException damaged) {
                say.accept(report.damaged(damaged));
                return REFUSED;
            } catch (ClusterFileException refused) {
                throw new FileFault(String.valueOf(refused.getMessage()), "quarantine.refused", null);
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw new FileFault(place);
        }
    }

    private @Nullable Execution execution() {
        String segments = request.options().get(Request.SEGMENTS);
        String quarantine = request.options().get(Request.QUARANTINE);
        return segments == null
                ? null
                : new Execution(Path.of(segments), quarantine == null ? null : Path.of(quarantine), request.persons());
    }

    /** Looks again and again, for ever unless rounds are said. A place that does not answer is asked again. */
    private int follow(LogCheck check) throws Refused {
        long every = Objects.requireNonNullElse(request.number(Request.EVERY), EVERY_SECONDS);
        long rounds = Objects.requireNonNullElse(request.number(Request.ROUNDS), 0L);
        for (long round = 1; rounds == 0 || round < rounds; round++) {
            try {
                TimeUnit.SECONDS.sleep(every);
                say.accept(report.line(check.check(null)));
            } catch (IOException silent) {
                say.accept(report.silent(request.files().getFirst()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return PROVEN;
            }
        }
        return PROVEN;
    }
}
