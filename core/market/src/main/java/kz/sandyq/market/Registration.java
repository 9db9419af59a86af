package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.RegisterIssueDecoder;
import org.agrona.DirectBuffer;

/** Registers an issue with its asset and the accounts that belong to it. */
final class Registration {
    private static final int NUMBER_LENGTH = 200;
    private static final int MAX_CODE_POINTS = 50;

    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final RegisterIssueDecoder register = new RegisterIssueDecoder();

    Registration(State state, Events events, MarketEvents marketEvents, Accounts accounts, Balances balances) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.accounts = accounts;
        this.balances = balances;
    }

    int registerIssue(Command command) {
        RegisterIssueDecoder in = register.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int codeOffset = command.offset + RegisterIssueDecoder.codeEncodingOffset();
        int numberOffset = command.offset + RegisterIssueDecoder.registrationNumberEncodingOffset();
        int refused = checkParties(in);
        if (refused == Command.OK) {
            refused = checkTerms(in);
        }
        if (refused == Command.OK) {
            refused = checkBacking(in);
        }
        if (refused == Command.OK) {
            refused = checkNumber(command.buffer, numberOffset);
        }
        if (refused == Command.OK) {
            refused = accounts.checkNewAsset(in.scale(), command.buffer, codeOffset);
        }
        if (refused == Command.OK) {
            refused = checkRoom(in);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), false, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = add(in, command.buffer, codeOffset, numberOffset);
        return Command.OK;
    }

    private int checkParties(RegisterIssueDecoder in) {
        if (in.dfaKindRaw() < 1 || in.dfaKindRaw() > 3 || in.baseAssetRequiredRaw() > 1) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (!accounts.exists(in.issuerAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (accounts.capacityOf(in.issuerAccountId()) != Capacities.ISSUER) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (!accounts.assetExists(in.moneyAssetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (!accounts.isMoney(in.moneyAssetId())) {
            return isStablecoin(in)
                    ? RejectCode.STABLECOIN_AGAINST_MONEY_ONLY.number()
                    : RejectCode.WRONG_ASSET_KIND.number();
        }
        return Command.OK;
    }

    private static boolean isStablecoin(RegisterIssueDecoder in) {
        return in.dfaKindRaw() == DfaKind.STABLECOIN.value();
    }

    @LegalBasis("LAW-1.6-6-p2")
    private int checkTerms(RegisterIssueDecoder in) {
        if (in.otherRedemptionGroundsRaw() > 1) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.incomeDates() < 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.nominalMinor() <= 0 || in.authorisedVolume() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.scale() > Accounts.MAX_SCALE) {
            return RejectCode.SCALE_OUT_OF_RANGE.number();
        }
        long price = in.redemptionPriceMinor();
        if (isStablecoin(in)) {
            if (price != 0 && price != in.nominalMinor() || in.incomeDates() != 0) {
                return RejectCode.CONTRADICTS_ISSUE_TERMS.number();
            }
            price = in.nominalMinor();
        } else {
            if (in.maturityEpochDay() < state.legalDay()) {
                return RejectCode.FIELD_OUT_OF_RANGE.number();
            }
            if (price <= 0) {
                return RejectCode.AMOUNT_NOT_POSITIVE.number();
            }
            if (price % Amounts.factor(in.scale()) != 0) {
                return RejectCode.CONTRADICTS_ISSUE_TERMS.number();
            }
        }
        return Amounts.product(in.authorisedVolume(), price) == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    @LegalBasis("RUL-44")
    private int checkBacking(RegisterIssueDecoder in) {
        boolean required = in.baseAssetRequiredRaw() == 1;
        if (in.dfaKindRaw() != DfaKind.FINANCIAL_INSTRUMENT.value() && !required) {
            return RejectCode.BASE_ASSET_NOT_VERIFIED.number();
        }
        return required && in.backingValidUntilMs() <= state.logicalNowMs()
                ? RejectCode.BASE_ASSET_NOT_VERIFIED.number()
                : Command.OK;
    }

    /** The number's prefix is the application's to check; its length and that it is not used are checked here. */
    @LegalBasis("RUL-42.p1")
    @LegalBasis("RUL-42.p2")
    private int checkNumber(DirectBuffer buffer, int offset) {
        int codePoints = codePoints(buffer, offset);
        if (codePoints < 1 || codePoints > MAX_CODE_POINTS) {
            return RejectCode.REGISTRATION_NUMBER_INVALID.number();
        }
        return state.registrationNumbers.find(numberHigh(buffer, offset), numberLow(buffer, offset)) == Table.NONE
                ? Command.OK
                : RejectCode.REGISTRATION_NUMBER_TAKEN.number();
    }

    /** Characters before the first zero byte, or 0 when something stands behind it. */
    private static int codePoints(DirectBuffer buffer, int offset) {
        int count = 0;
        int at = 0;
        while (at < NUMBER_LENGTH && buffer.getByte(offset + at) != 0) {
            if ((buffer.getByte(offset + at) & 0xC0) != 0x80) {
                count++;
            }
            at++;
        }
        for (; at < NUMBER_LENGTH; at++) {
            if (buffer.getByte(offset + at) != 0) {
                return 0;
            }
        }
        return count;
    }

    private static long numberHigh(DirectBuffer buffer, int offset) {
        return State.digest(buffer, offset, NUMBER_LENGTH, 1) | 1;
    }

    private static long numberLow(DirectBuffer buffer, int offset) {
        return State.digest(buffer, offset, NUMBER_LENGTH, 2);
    }

    private int checkRoom(RegisterIssueDecoder in) {
        int reserve = isStablecoin(in) ? 1 : 0;
        if (state.accounts.room() < 2 + reserve) {
            return RejectCode.LIMIT_ACCOUNTS.number();
        }
        int needed = 2 + reserve + balances.missing(in.issuerAccountId(), in.moneyAssetId());
        return state.balances.room() < needed ? RejectCode.LIMIT_BALANCES.number() : Command.OK;
    }

    private long add(RegisterIssueDecoder in, DirectBuffer buffer, int codeOffset, int numberOffset) {
        long assetId = accounts.addAsset(AssetKind.DFA.value(), in.scale(), buffer, codeOffset, 1);
        long wallet = accounts.walletOf(in.issuerAccountId());
        int activity = accounts.activityOf(in.issuerAccountId());
        Table issues = state.issues;
        int slot = issues.allocate(assetId);
        issues.set(slot, Issue.DFA_KIND, in.dfaKindRaw());
        issues.set(slot, Issue.STATUS, IssueStatus.REGISTERED.value());
        issues.set(slot, Issue.ISSUER_ACCOUNT, in.issuerAccountId());
        issues.set(slot, Issue.ISSUER_SIDE, accounts.addAccount(wallet, Capacity.ISSUER_SIDE, activity, assetId));
        issues.set(slot, Issue.UNSOLD, accounts.addAccount(wallet, Capacity.UNSOLD, activity, assetId));
        if (isStablecoin(in)) {
            issues.set(slot, Issue.RESERVE, accounts.addAccount(wallet, Capacity.RESERVE, activity, assetId));
            balances.open(issues.get(slot, Issue.RESERVE), in.moneyAssetId());
        }
        balances.open(issues.get(slot, Issue.ISSUER_SIDE), assetId);
        balances.open(issues.get(slot, Issue.UNSOLD), assetId);
        balances.open(in.issuerAccountId(), in.moneyAssetId());
        issues.set(slot, Issue.MONEY_ASSET, in.moneyAssetId());
        issues.set(slot, Issue.SCALE_FACTOR, Amounts.factor(in.scale()));
        issues.set(slot, Issue.NOMINAL, in.nominalMinor());
        issues.set(slot, Issue.AUTHORISED, in.authorisedVolume());
        issues.set(slot, Issue.MATURITY, in.maturityEpochDay());
        issues.set(slot, Issue.REDEMPTION_PRICE, in.redemptionPriceMinor());
        issues.set(slot, Issue.BACKING_REQUIRED, in.baseAssetRequiredRaw());
        issues.set(slot, Issue.BACKING_UNTIL, in.backingValidUntilMs());
        issues.set(slot, Issue.INCOME_DATES, in.incomeDates());
        issues.set(slot, Issue.OTHER_GROUNDS, in.otherRedemptionGroundsRaw());
        issues.set(slot, Issue.NUMBER_HIGH, numberHigh(buffer, numberOffset));
        issues.set(slot, Issue.NUMBER_LOW, numberLow(buffer, numberOffset));
        state.registrationNumbers.insert(slot);
        state.assets.link((int) assetId - 1, Asset.ISSUE, slot + 1L);
        marketEvents.issueRegistered(slot, in.scale(), buffer, codeOffset, numberOffset);
        marketEvents.issueChanged(slot);
        return assetId;
    }
}
