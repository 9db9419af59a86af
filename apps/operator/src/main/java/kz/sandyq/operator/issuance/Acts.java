package kz.sandyq.operator.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.sbe.BurnReason;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Acts on a registered issue that two persons decide: mint, burn of unsold units, redemption. */
@Service
class Acts implements ApprovalHandler, CommandAnswerHandler {
    static final String KIND = "issuance.act";
    static final String OBJECT = "issuance.act";

    private final IssueStore issues;
    private final ApplicationStore applications;
    private final ClientDirectory clients;
    private final MarketView market;
    private final Commands commands;
    private final CommandOutbox outbox;
    private final ObjectProvider<FourEyes> fourEyes;
    private final TermsJson json;
    private final SandyqClock clock;

    Acts(
            IssueStore issues,
            ApplicationStore applications,
            ClientDirectory clients,
            MarketView market,
            Commands commands,
            CommandOutbox outbox,
            ObjectProvider<FourEyes> fourEyes,
            TermsJson json,
            SandyqClock clock) {
        this.issues = issues;
        this.applications = applications;
        this.clients = clients;
        this.market = market;
        this.commands = commands;
        this.outbox = outbox;
        this.fourEyes = fourEyes;
        this.json = json;
        this.clock = clock;
    }

    /** Proposes to bring units into existence. A stablecoin is minted only against money received. */
    @Transactional
    @LegalBasis("LAW-6.3.2")
    long proposeMint(Actor actor, long issueId, long quantity) {
        Application application = application(issueId);
        if (application.terms().kind() == IssueKind.STABLECOIN) {
            throw new RefusedException("STABLECOIN_AGAINST_MONEY_ONLY").clause("LAW-5.1");
        }
        MarketView.IssueState state = state(issueId);
        positive(quantity);
        if (quantity > state.authorisedVolume() - state.mintedQuantity()) {
            throw new RefusedException("ABOVE_AUTHORISED_VOLUME", state.authorisedVolume());
        }
        return propose(
                actor,
                application,
                issueId,
                "MINT",
                quantity,
                "",
                Map.of("mintedQuantity", state.mintedQuantity() + quantity));
    }

    @Transactional
    long proposeBurnUnsold(Actor actor, long issueId, long quantity, BurnReason reason) {
        Application application = application(issueId);
        MarketView.IssueState state = state(issueId);
        positive(quantity);
        if (quantity > market.available(state.unsoldAccountId(), issueId)) {
            throw new RefusedException("UNSOLD_SHORT");
        }
        return propose(
                actor,
                application,
                issueId,
                "BURN_UNSOLD",
                quantity,
                reason.name(),
                Map.of("burnedQuantity", state.burnedQuantity() + quantity));
    }

    /** Proposes redemption of every unit. Shown at once: does the issuer's money suffice? */
    @Transactional
    @LegalBasis("LAW-1.6-7")
    @LegalBasis("RUL-39.p5")
    long proposeRedemption(Actor actor, long issueId, RedemptionGround ground) {
        Application application = application(issueId);
        Refusals.unlessNone(redemptionFindings(application, issueId, ground));
        return propose(actor, application, issueId, "REDEMPTION", 0, ground.name(), Map.of("ground", ground));
    }

    /** What keeps the issue from being redeemed now; the shortage of money comes with both amounts. */
    @LegalBasis("RUL-39.p5")
    List<Finding> redemptionFindings(Application application, long issueId, RedemptionGround ground) {
        List<Finding> findings = new ArrayList<>();
        RedemptionRules.check(application.terms(), ground, clock.today()).ifPresent(findings::add);
        long needed = neededMinor(application, issueId);
        long free = issuerFreeMinor(application, issueId);
        if (free < needed) {
            findings.add(Finding.of("ISSUER_MONEY_SHORT", "RUL-39.p5", money(needed), money(free)));
        }
        return findings;
    }

    /** Money that redemption of every outstanding sold unit takes, minor units. */
    long neededMinor(Application application, long issueId) {
        MarketView.IssueState state = state(issueId);
        long unsold = market.available(state.unsoldAccountId(), issueId);
        long price = Registration.Minor.of(application.terms().redemptionPrice(), TermsRules.MONEY_SCALE);
        return Math.multiplyExact(state.outstanding() - unsold, price);
    }

    long issuerFreeMinor(Application application, long issueId) {
        long money = state(issueId).moneyAssetId();
        return clients.account(application.clientRelationId(), Capacity.ISSUER)
                .map(account -> market.available(account, money))
                .orElse(0L);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    @Transactional
    public void approved(Approval approval) {
        IssueStore.Act act = issues.act(Subjects.id(approval)).orElseThrow();
        Application application = application(act.issueId());
        if (act.kind().equals("REDEMPTION")) {
            Refusals.unlessNone(redemptionFindings(application, act.issueId(), RedemptionGround.valueOf(act.reason())));
        }
        long second = Subjects.decidedBy(approval);
        outbox.enqueue(OBJECT, act.id(), commands.decidedBy(act.proposedBy(), second), command(act));
        issues.decideAct(act.id(), "SENT", second);
        note(act.applicationId(), act.kind() + "_APPROVED", second, "" + act.quantity(), null);
    }

    @Override
    @Transactional
    public void declined(Approval approval) {
        issues.decideAct(Subjects.id(approval), "DECLINED", approval.decidedPerson());
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    @Transactional
    public void answered(long actId, CommandReply reply) {
        IssueStore.Act act = issues.act(actId).orElseThrow();
        issues.actAnswered(actId, reply.rejectCode(), reply.sequence(), clock.instant());
        String action = act.kind() + (reply.rejectCode() == 0 ? "_DONE" : "_REFUSED");
        note(act.applicationId(), action, 0, "" + act.quantity(), reply.sequence());
    }

    private CommandBody command(IssueStore.Act act) {
        Ground ground = commands.ground(Commands.GROUND_ACT, act.id(), null);
        return switch (act.kind()) {
            case "MINT" -> IssueCommands.mint(act.issueId(), act.quantity(), ground);
            case "BURN_UNSOLD" ->
                IssueCommands.burnUnsold(act.issueId(), act.quantity(), BurnReason.valueOf(act.reason()), ground);
            case "REDEMPTION" ->
                HoldingCommands.startRedemption(
                        act.issueId(),
                        act.reason().equals(RedemptionGround.REDEMPTION_OBLIGATION_PERFORMED.name())
                                ? RedemptionBasis.OBLIGATION_PERFORMED
                                : RedemptionBasis.OTHER_GROUND_IN_TERMS,
                        ground);
            default -> throw new IllegalStateException("not an act of two persons: " + act.kind());
        };
    }

    private long propose(
            Actor actor,
            Application application,
            long issueId,
            String kind,
            long quantity,
            String reason,
            Map<String, ?> after) {
        long id = issues.addAct(
                new IssueStore.Act(
                        0,
                        application.id(),
                        issueId,
                        kind,
                        quantity,
                        reason,
                        0,
                        null,
                        "PROPOSED",
                        actor.personId(),
                        null,
                        null,
                        null,
                        false),
                clock.instant());
        fourEyes.getObject().propose(KIND, "issue-act:" + id, json.write(Map.of("before", Map.of(), "after", after)));
        note(application.id(), kind + "_PROPOSED", actor.personId(), "" + quantity, null);
        return id;
    }

    private Application application(long issueId) {
        long id =
                issues.byIssue(issueId).orElseThrow(RefusedException::notFound).applicationId();
        return applications.lock(id).orElseThrow();
    }

    private MarketView.IssueState state(long issueId) {
        return market.issue(issueId).orElseThrow(RefusedException::notFound);
    }

    private static void positive(long quantity) {
        if (quantity <= 0) {
            throw new RefusedException("AMOUNT_NOT_POSITIVE", "quantity").field("quantity");
        }
    }

    static String money(long minor) {
        return java.math.BigDecimal.valueOf(minor, TermsRules.MONEY_SCALE).toPlainString();
    }

    private void note(long id, String action, long personId, String details, @Nullable Long sequence) {
        applications.note(id, action, personId, details, sequence, clock.instant());
    }
}
