package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Stablecoins: units against money at par, and back. */
final class StablecoinLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;

    StablecoinLines(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "MintStablecoin",
                        this::mint,
                        UNKNOWN_ISSUE,
                        NOT_A_STABLECOIN,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLEARANCE_LAPSED,
                        ASSET_CLASS_NOT_PERMITTED,
                        QUALIFIED_INVESTORS_ONLY,
                        INVESTOR_LIMIT,
                        CONCENTRATION_LIMIT,
                        PURCHASE_LIMIT,
                        AMOUNT_NOT_POSITIVE,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        BASE_ASSET_NOT_VERIFIED,
                        ABOVE_AUTHORISED_VOLUME,
                        CONTRADICTS_ISSUE_TERMS,
                        INSUFFICIENT_FUNDS,
                        LIMIT_BALANCES),
                Contract.line(
                        "BurnStablecoin",
                        this::burn,
                        UNKNOWN_ISSUE,
                        NOT_A_STABLECOIN,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLEARANCE_LAPSED,
                        AMOUNT_NOT_POSITIVE,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        DFA_ENCUMBERED,
                        INSUFFICIENT_UNITS,
                        CONTRADICTS_ISSUE_TERMS));
    }

    private Issue checkParties(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(!issue.isStablecoin(), NOT_A_STABLECOIN);
        Account account = world.account(in.number("accountId"));
        boolean fits = Shared.holdsAssets(account)
                && account.activity() == world.account(issue.issuerAccount).activity();
        Refused.when(!fits, CAPACITY_MISMATCH);
        world.permissions.needParty(account.id());
        return issue;
    }

    private void mint(Message in) {
        Issue issue = checkParties(in);
        BigInteger quantity = big(in.number("quantity"));
        long accountId = in.number("accountId");
        IssueLines.checkMint(world, issue, quantity);
        BigInteger money = Shared.money(quantity, issue.nominal, issue.factor, CONTRADICTS_ISSUE_TERMS);
        world.permissions.needAcquisition(accountId, issue.id, quantity, quantity);
        world.permissions.needPurchase(accountId, issue.moneyAsset, money);
        Refused.when(Numbers.less(world.available(accountId, issue.moneyAsset), money), INSUFFICIENT_FUNDS);
        world.needBalances(world.missing(accountId, issue.id));
        Balance units = world.open(accountId, issue.id);
        Balance payer = world.existing(accountId, issue.moneyAsset);
        Balance reserve = world.existing(issue.reserve, issue.moneyAsset);
        world.permissions.spend(payer, money);
        postings.move(payer, reserve, EntryKind.STABLECOIN_MINT, money, issue.id);
        Balance side = world.existing(issue.issuerSide, issue.id);
        postings.move(side, units, EntryKind.STABLECOIN_MINT, quantity, issue.id);
        issue.minted = issue.minted.add(quantity);
        issue.status = IssueStatus.CIRCULATING.value();
        shared.issueChanged(issue);
        world.resultAmount = money;
    }

    private void burn(Message in) {
        Issue issue = checkParties(in);
        BigInteger quantity = big(in.number("quantity"));
        long accountId = in.number("accountId");
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        shared.needCirculation(issue.id, false);
        postings.needUnits(accountId, issue.id, quantity);
        BigInteger money = Shared.money(quantity, issue.nominal, issue.factor, CONTRADICTS_ISSUE_TERMS);
        world.needBalances(world.missing(accountId, issue.moneyAsset));
        Balance payee = world.open(accountId, issue.moneyAsset);
        Balance units = world.existing(accountId, issue.id);
        Balance side = world.existing(issue.issuerSide, issue.id);
        postings.move(units, side, EntryKind.STABLECOIN_BURN, quantity, issue.id);
        Balance reserve = world.existing(issue.reserve, issue.moneyAsset);
        postings.move(reserve, payee, EntryKind.STABLECOIN_BURN, money, issue.id);
        issue.burned = issue.burned.add(quantity);
        shared.issueChanged(issue);
        world.resultAmount = money;
    }
}
