package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.simulator.schema.Bytes;
import org.jspecify.annotations.Nullable;

/** A DFA and where it is in its life. */
final class Issue {
    final long id;
    final long dfaKind;
    final long issuerAccount;
    final long moneyAsset;
    final BigInteger factor;
    final BigInteger nominal;
    final BigInteger authorised;
    final long maturity;
    final BigInteger redemptionPrice;
    final boolean backingRequired;
    final boolean otherGrounds;
    final long incomeDates;
    final Bytes number;
    long issuerSide;
    long unsold;
    long reserve;
    long status = IssueStatus.REGISTERED.value();
    boolean suspended;
    long backingUntil;
    BigInteger minted = ZERO;
    BigInteger redeemed = ZERO;
    BigInteger burned = ZERO;
    BigInteger paid = ZERO;
    long placement;
    long task;
    /** Records of income made. */
    long incomes;
    /** Payments that are overdue, of them in default, and the status to return to without one. */
    long overdue;

    long defaults;
    long statusBefore;
    /** The distribution that fixes its redemption on its holders. */
    long principal;

    long convertsTo;
    /** What its issuer offers for units of it. */
    BuyBackLines.@Nullable Offer offer;

    final Platforms.Place place = new Platforms.Place();

    Issue(long id, kz.sandyq.simulator.schema.Message in) {
        this.id = id;
        dfaKind = in.number("dfaKind");
        issuerAccount = in.number("issuerAccountId");
        moneyAsset = in.number("moneyAssetId");
        factor = Numbers.tenTo(in.number("scale"));
        nominal = Numbers.big(in.number("nominalMinor"));
        authorised = Numbers.big(in.number("authorisedVolume"));
        maturity = in.number("maturityEpochDay");
        redemptionPrice = Numbers.big(in.number("redemptionPriceMinor"));
        backingRequired = in.flag("baseAssetRequired");
        backingUntil = in.number("backingValidUntilMs");
        otherGrounds = in.flag("otherRedemptionGrounds");
        incomeDates = in.number("incomeDates");
        number = in.bytes("registrationNumber");
    }

    boolean isStablecoin() {
        return dfaKind == DfaKind.STABLECOIN.value();
    }

    /** Neither redeeming nor ended. */
    boolean isAlive() {
        return status <= IssueStatus.CIRCULATING.value();
    }

    boolean isOverdue() {
        return status == IssueStatus.OVERDUE.value() || status == IssueStatus.DEFAULTED.value();
    }

    boolean isRegisteredOnly() {
        return status == IssueStatus.REGISTERED.value();
    }

    BigInteger outstanding() {
        return minted.subtract(redeemed).subtract(burned).subtract(place.movedOut);
    }

    Row row() {
        Row row = new Row("Issue")
                .with("ID", id)
                .with("DFA_KIND", dfaKind)
                .with("STATUS", status)
                .with("SUSPENDED", suspended)
                .with("ISSUER_ACCOUNT", issuerAccount)
                .with("ISSUER_SIDE", issuerSide)
                .with("UNSOLD", unsold)
                .with("RESERVE", reserve)
                .with("MONEY_ASSET", moneyAsset)
                .with("SCALE_FACTOR", factor)
                .with("NOMINAL", nominal)
                .with("AUTHORISED", authorised)
                .with("MATURITY", maturity)
                .with("REDEMPTION_PRICE", redemptionPrice)
                .with("BACKING_REQUIRED", backingRequired)
                .with("BACKING_UNTIL", backingUntil)
                .with("MINTED", minted)
                .with("REDEEMED", redeemed)
                .with("BURNED", burned)
                .with("PLACEMENT", placement)
                .with("TASK", task)
                .with("PAID", paid)
                .with("OTHER_GROUNDS", otherGrounds)
                .with("INCOME_DATES", incomeDates)
                .with("INCOMES", incomes)
                .with("OVERDUE", overdue)
                .with("STATUS_BEFORE", statusBefore)
                .with("PRINCIPAL", principal)
                .with("CONVERTS_TO", convertsTo)
                .with("DEFAULTS", defaults);
        place.in(row);
        return offer == null ? row : offer.in(row);
    }
}
