package kz.sandyq.operator.issuance;

import java.util.UUID;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.sbe.Capacity;
import org.springframework.stereotype.Service;

/** A client buys a stablecoin with his money, or gives it back, at par and at any time, within the volume. */
@Service
class StablecoinDesk {
    private final IssueStore issues;
    private final ApplicationStore applications;
    private final ClientDirectory clients;
    private final CommandGateway gateway;

    StablecoinDesk(IssueStore issues, ApplicationStore applications, ClientDirectory clients, CommandGateway gateway) {
        this.issues = issues;
        this.applications = applications;
        this.clients = clients;
        this.gateway = gateway;
    }

    /** Money to RESERVE, units to the client. */
    CommandReply buy(Actor actor, long issueId, long quantity, UUID key) {
        long account = account(actor, issueId);
        return gateway.submit(context(actor, key), IssueCommands.mintStablecoin(issueId, account, quantity));
    }

    /** Units leave the client, RESERVE money comes to him. */
    CommandReply giveBack(Actor actor, long issueId, long quantity, UUID key) {
        long account = account(actor, issueId);
        return gateway.submit(context(actor, key), IssueCommands.burnStablecoin(issueId, account, quantity));
    }

    private long account(Actor actor, long issueId) {
        IssueStore.Row row = issues.byIssue(issueId).orElseThrow(RefusedException::notFound);
        Application application = applications.find(row.applicationId()).orElseThrow();
        if (application.terms().kind() != IssueKind.STABLECOIN) {
            throw new RefusedException("NOT_A_STABLECOIN").clause("LAW-5.1");
        }
        return clients.account(IssueApplications.relation(actor), Capacity.CLIENT)
                .orElseThrow(() -> new RefusedException("NO_WALLET").clause("RUL-34.6"));
    }

    private static CommandContext context(Actor actor, UUID key) {
        return new CommandContext("login:" + actor.loginId(), key, actor.personId(), 0, 0);
    }
}
