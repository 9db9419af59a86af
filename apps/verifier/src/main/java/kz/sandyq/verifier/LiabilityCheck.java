package kz.sandyq.verifier;

import java.util.Objects;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.HolderProof;
import kz.sandyq.transparency.liability.Statement;
import kz.sandyq.transparency.liability.StatementText;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.receipt.Signers;

/**
 * Whether what is owed to a client stands in a signed total.
 *
 * @param text the statement
 * @param holder his leaves
 * @param owedMinor what they come to
 */
record LiabilityCheck(StatementText text, HolderFile holder, long owedMinor) {
    /** Checks both files; what the command line does not expect is taken as the files say, and shown. */
    static LiabilityCheck of(Request request, Policy policy, byte[] statementFile, byte[] holderFile) throws Refused {
        SignedNote note = SignedNote.parse(statementFile);
        StatementText text = StatementText.parse(note.text());
        HolderFile holder = HolderFile.parse(holderFile);
        String origin = request.options().getOrDefault(Request.ORIGIN, text.origin());
        Refused.unless(text.origin().equals(origin), Refusal.OTHER_ORIGIN);
        Signers.ofLog(note, policy, origin);
        Statement statement = text.statement();
        Refused.unless(
                expected(request, Request.ASSET, statement.assetId())
                        && expected(request, Request.SEQUENCE, statement.sequence()),
                Refusal.OTHER_TOTAL);
        Refused.unless(expected(request, Request.CLIENT, holder.clientRef()), Refusal.LEAF_NOT_YOURS);
        long parts = 0;
        for (HolderProof.Part part : holder.proof().parts()) {
            Refused.unless(part.amountMinor() <= Long.MAX_VALUE - parts, Refusal.AMOUNT_OVERFLOW);
            parts += part.amountMinor();
        }
        long owed = Objects.requireNonNullElse(request.number(Request.OWED), parts);
        statement.holds(holder.clientRef(), owed, holder.proof());
        return new LiabilityCheck(text, holder, owed);
    }

    private static boolean expected(Request request, String option, long said) {
        Long number = request.number(option);
        return number == null || number == said;
    }
}
