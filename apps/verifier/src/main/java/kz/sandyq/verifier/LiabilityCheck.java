package kz.sandyq.verifier;

import java.util.Objects;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.liability.Statement;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.receipt.Signers;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is owed to a client stands in a total that was published.
 *
 * @param note what everybody sees
 * @param holder his statement and leaves
 * @param owedMinor what they come to
 */
record LiabilityCheck(LiabilityNote note, HolderFile holder, long owedMinor) {
    /** Checks both files; what the command line does not expect is taken as the files say, and shown. */
    static LiabilityCheck of(Request request, Policy policy, byte[] noteFile, byte[] holderFile) throws Refused {
        LiabilityNote text = note(noteFile, policy, request.options().get(Request.ORIGIN));
        HolderFile holder = HolderFile.parse(holderFile);
        Statement statement = holder.statement();
        Refused.unless(
                expected(request, Request.ASSET, statement.assetId())
                        && expected(request, Request.SEQUENCE, statement.sequence()),
                Refusal.OTHER_TOTAL);
        Refused.unless(expected(request, Request.CLIENT, holder.clientRef()), Refusal.LEAF_NOT_YOURS);
        text.publishes(statement, holder.path());
        long owed = Objects.requireNonNullElse(request.number(Request.OWED), holder.owedMinor());
        statement.holds(holder.clientRef(), owed, holder.proof());
        return new LiabilityCheck(text, holder, owed);
    }

    /** Reads a note that a key of the policy's log has signed. */
    static LiabilityNote note(byte[] file, Policy policy, @Nullable String origin) throws Refused {
        SignedNote note = SignedNote.parse(file);
        LiabilityNote text = LiabilityNote.parse(note.text());
        String expected = origin == null ? text.origin() : origin;
        Refused.unless(text.origin().equals(expected), Refusal.OTHER_ORIGIN);
        Signers.ofLog(note, policy, expected);
        return text;
    }

    private static boolean expected(Request request, String option, long said) {
        Long number = request.number(option);
        return number == null || number == said;
    }
}
