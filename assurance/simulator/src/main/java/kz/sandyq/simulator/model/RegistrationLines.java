package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** Registration of an issue. */
final class RegistrationLines implements Contract.Family {
    private static final int LONGEST_NUMBER = 50;

    private final World world;
    private final Shared shared;

    RegistrationLines(World world, Shared shared) {
        this.world = world;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "RegisterIssue",
                this::register,
                FIELD_OUT_OF_RANGE,
                UNKNOWN_ACCOUNT,
                CAPACITY_MISMATCH,
                UNKNOWN_ASSET,
                STABLECOIN_AGAINST_MONEY_ONLY,
                WRONG_ASSET_KIND,
                AMOUNT_NOT_POSITIVE,
                SCALE_OUT_OF_RANGE,
                CONTRADICTS_ISSUE_TERMS,
                AMOUNT_OVERFLOW,
                BASE_ASSET_NOT_VERIFIED,
                REGISTRATION_NUMBER_INVALID,
                REGISTRATION_NUMBER_TAKEN,
                CODE_TAKEN,
                LIMIT_ASSETS,
                LIMIT_ACCOUNTS,
                LIMIT_BALANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void register(Message in) {
        long kind = in.number("dfaKind");
        boolean stablecoin = kind == DfaKind.STABLECOIN.value();
        checkParties(in, kind, stablecoin);
        checkTerms(in, stablecoin);
        checkBacking(in, kind);
        checkNumber(in.bytes("registrationNumber"));
        shared.needNewAsset(in);
        Refused.when(world.accounts.size() + (stablecoin ? 3 : 2) > world.limit("ACCOUNTS"), LIMIT_ACCOUNTS);
        world.needBalances(
                (stablecoin ? 3 : 2) + world.missing(in.number("issuerAccountId"), in.number("moneyAssetId")));
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        add(in, stablecoin);
    }

    private void checkParties(Message in, long kind, boolean stablecoin) {
        Refused.when(kind < 1 || kind > 3 || in.number("baseAssetRequired") > 1, FIELD_OUT_OF_RANGE);
        Account issuer = world.account(in.number("issuerAccountId"));
        Refused.when(!Shared.isOneOf(issuer.capacity(), Capacity.ISSUER), CAPACITY_MISMATCH);
        world.asset(in.number("moneyAssetId"));
        Refused.when(
                !world.isMoney(in.number("moneyAssetId")),
                stablecoin ? STABLECOIN_AGAINST_MONEY_ONLY : WRONG_ASSET_KIND);
    }

    private void checkTerms(Message in, boolean stablecoin) {
        Refused.when(in.number("otherRedemptionGrounds") > 1, FIELD_OUT_OF_RANGE);
        Refused.when(in.number("incomeDates") < 0, FIELD_OUT_OF_RANGE);
        BigInteger nominal = big(in.number("nominalMinor"));
        BigInteger volume = big(in.number("authorisedVolume"));
        BigInteger price = big(in.number("redemptionPriceMinor"));
        Refused.when(!Numbers.positive(nominal) || !Numbers.positive(volume), AMOUNT_NOT_POSITIVE);
        Refused.when(in.number("scale") > 9, SCALE_OUT_OF_RANGE);
        if (stablecoin) {
            boolean atPar = price.signum() == 0 || price.equals(nominal);
            Refused.when(!atPar || in.number("incomeDates") != 0, CONTRADICTS_ISSUE_TERMS);
            price = nominal;
        } else {
            Refused.when(in.number("maturityEpochDay") < world.legalDay(), FIELD_OUT_OF_RANGE);
            Refused.when(!Numbers.positive(price), AMOUNT_NOT_POSITIVE);
            Refused.when(!Numbers.divides(Numbers.tenTo(in.number("scale")), price), CONTRADICTS_ISSUE_TERMS);
        }
        Refused.when(Numbers.tooLarge(volume.multiply(price)), AMOUNT_OVERFLOW);
    }

    private void checkBacking(Message in, long kind) {
        boolean required = in.flag("baseAssetRequired");
        boolean mustBe = kind != DfaKind.FINANCIAL_INSTRUMENT.value();
        Refused.when(mustBe && !required, BASE_ASSET_NOT_VERIFIED);
        Refused.when(required && in.number("backingValidUntilMs") <= world.logicalNow(), BASE_ASSET_NOT_VERIFIED);
    }

    private void checkNumber(Bytes number) {
        byte[] bytes = number.content();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        boolean ends = true;
        for (int i = length; i < bytes.length; i++) {
            ends &= bytes[i] == 0;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int characters = text.codePointCount(0, text.length());
        Refused.when(!ends || characters < 1 || characters > LONGEST_NUMBER, REGISTRATION_NUMBER_INVALID);
        Refused.when(
                world.issues.values().stream().anyMatch(issue -> issue.number.equals(number)),
                REGISTRATION_NUMBER_TAKEN);
    }

    private void add(Message in, boolean stablecoin) {
        long id = shared.addAsset(in, AssetKind.DFA.value(), true);
        Issue issue = new Issue(id, in);
        Account issuer = world.account(issue.issuerAccount);
        issue.issuerSide = account(issuer, Capacity.ISSUER_SIDE, id);
        issue.unsold = account(issuer, Capacity.UNSOLD, id);
        if (stablecoin) {
            issue.reserve = account(issuer, Capacity.RESERVE, id);
            world.open(issue.reserve, issue.moneyAsset);
        }
        world.open(issue.issuerSide, id);
        world.open(issue.unsold, id);
        world.open(issue.issuerAccount, issue.moneyAsset);
        world.issues.put(id, issue);
        world.say(new Message("IssueRegistered")
                .with("issueId", id)
                .with("dfaKind", issue.dfaKind)
                .with("issuerAccountId", issue.issuerAccount)
                .with("issuerSideAccountId", issue.issuerSide)
                .with("unsoldAccountId", issue.unsold)
                .with("reserveAccountId", issue.reserve)
                .with("moneyAssetId", issue.moneyAsset)
                .with("scale", in.number("scale"))
                .with("nominalMinor", issue.nominal.longValueExact())
                .with("authorisedVolume", issue.authorised.longValueExact())
                .with("maturityEpochDay", issue.maturity)
                .with("redemptionPriceMinor", issue.redemptionPrice.longValueExact())
                .with("code", in.bytes("code"))
                .with("registrationNumber", in.bytes("registrationNumber"))
                .with("ground", world.ground));
        shared.issueChanged(issue);
        world.resultId = id;
    }

    private long account(Account issuer, Capacity capacity, long issue) {
        return shared.addAccount(issuer.wallet(), capacity.value(), issuer.activity(), issue, 0);
    }
}
