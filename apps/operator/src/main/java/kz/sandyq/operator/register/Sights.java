package kz.sandyq.operator.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.readmodel.IssueQueries;
import kz.sandyq.readmodel.WalletQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees what of the register: its staff everything, an issuer his own issue, a client his own holding. */
@Component
class Sights {
    static final Role[] STAFF = {Role.OFFICER, Role.APPROVER, Role.REGISTRAR, Role.AUDITOR};

    private final ClientDirectory clients;
    private final WalletQueries wallets;

    Sights(ClientDirectory clients, WalletQueries wallets) {
        this.clients = clients;
        this.wallets = wallets;
    }

    /**
     * What an actor sees of an issue.
     *
     * @throws RefusedException FORBIDDEN (403) when he is neither staff nor acts for a client
     */
    Sight of(Actor actor, IssueQueries.Issue issue) {
        if (staff(actor)) {
            return Sight.STAFF;
        }
        long relation = relation(actor);
        Optional<Long> issuer = clients.relationOfAccount(issue.issuerAccountId());
        return actor.has(Role.ISSUER) && issuer.isPresent() && issuer.get() == relation
                ? Sight.ISSUER
                : Sight.own(wallets.accountsOf(relation));
    }

    /** Accounts whose issues an actor finds in the list of registers; null for every issue. */
    @Nullable
    List<Long> accounts(Actor actor) {
        if (staff(actor)) {
            return null;
        }
        long relation = relation(actor);
        List<Long> accounts = new ArrayList<>(wallets.accountsOf(relation));
        clients.account(relation, Capacity.ISSUER).ifPresent(accounts::add);
        return accounts;
    }

    /** The accounts of a wallet that somebody sees; NOT_FOUND (404) when there are none. */
    List<Long> wallet(Sight sight, long walletId) {
        List<Long> accounts = sight.of(wallets.accountsIn(walletId));
        if (accounts.isEmpty()) {
            throw RefusedException.notFound();
        }
        return accounts;
    }

    private static long relation(Actor actor) {
        return actor.clientRelationId().orElseThrow(() -> new RefusedException("FORBIDDEN").status(403));
    }

    private static boolean staff(Actor actor) {
        for (Role role : STAFF) {
            if (actor.has(role)) {
                return true;
            }
        }
        return false;
    }
}
