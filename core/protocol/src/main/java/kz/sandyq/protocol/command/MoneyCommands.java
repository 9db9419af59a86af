package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.BookBankCreditEncoder;
import kz.sandyq.protocol.sbe.BookBankDebitEncoder;
import kz.sandyq.protocol.sbe.BookPayoutEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PayoutEnd;
import kz.sandyq.protocol.sbe.ReleasePayoutEncoder;
import kz.sandyq.protocol.sbe.ReservePayoutEncoder;
import kz.sandyq.protocol.sbe.ReverseBankCreditEncoder;
import kz.sandyq.protocol.sbe.SettleSuspenseEncoder;

/** Commands by which bank money comes and goes. Field meanings are those of the schema (docs/protocol). */
public final class MoneyCommands {
    private MoneyCommands() {}

    /** Money came to a bank account. Bank side down, account up; an open claim of the account is settled first. */
    public static CommandBody bookBankCredit(
            long bankAccountId, long accountId, long assetId, long amountMinor, byte[] bankReference, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new BookBankCreditEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.bankAccountId(bankAccountId)
                    .accountId(accountId)
                    .assetId(assetId)
                    .amountMinor(amountMinor);
            encoder.bankReference().putBytes(bankReference, 0, bankReference.length);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Reserves money for a payout to the bank. Result: hold id. */
    public static CommandBody reservePayout(long accountId, long assetId, long amountMinor) {
        return (buffer, offset, header) -> {
            var encoder = new ReservePayoutEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.accountId(accountId).assetId(assetId).amountMinor(amountMinor);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The bank has debited a reserved payout. */
    public static CommandBody bookPayout(
            long holdId, long bankAccountId, long amountMinor, byte[] bankReference, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new BookPayoutEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.holdId(holdId).bankAccountId(bankAccountId).amountMinor(amountMinor);
            encoder.bankReference().putBytes(bankReference, 0, bankReference.length);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The payout will not leave: its money is free again. */
    public static CommandBody releasePayout(long holdId, PayoutEnd end) {
        return (buffer, offset, header) -> {
            var encoder = new ReleasePayoutEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.holdId(holdId).end(end);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The bank debited something other than a payout (its fee, say) from an account of the operator. */
    public static CommandBody bookBankDebit(
            long bankAccountId, long accountId, long assetId, long amountMinor, byte[] bankReference, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new BookBankDebitEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.bankAccountId(bankAccountId)
                    .accountId(accountId)
                    .assetId(assetId)
                    .amountMinor(amountMinor);
            encoder.bankReference().putBytes(bankReference, 0, bankReference.length);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The bank took back a credit: what is free goes, the rest becomes a claim on the claim account. */
    public static CommandBody reverseBankCredit(
            long creditSequence,
            long bankAccountId,
            long accountId,
            long claimAccountId,
            long assetId,
            long amountMinor,
            byte[] bankReference,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ReverseBankCreditEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.creditSequence(creditSequence)
                    .bankAccountId(bankAccountId)
                    .accountId(accountId)
                    .claimAccountId(claimAccountId)
                    .assetId(assetId)
                    .amountMinor(amountMinor);
            encoder.bankReference().putBytes(bankReference, 0, bankReference.length);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Moves money from the suspense account to the account it belongs to. */
    public static CommandBody settleSuspense(
            long suspenseAccountId, long accountId, long assetId, long amountMinor, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SettleSuspenseEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.suspenseAccountId(suspenseAccountId)
                    .accountId(accountId)
                    .assetId(assetId)
                    .amountMinor(amountMinor);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
