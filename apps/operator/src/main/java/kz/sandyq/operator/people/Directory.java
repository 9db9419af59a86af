package kz.sandyq.operator.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.IssuerFacts;
import kz.sandyq.platform.login.Capacities;
import org.springframework.stereotype.Component;

/** What other modules ask about clients, and for whom a person may act. */
@Component
class Directory implements ClientDirectory, Capacities {
    private final ClientStore clients;
    private final WalletStore wallets;

    Directory(ClientStore clients, WalletStore wallets) {
        this.clients = clients;
        this.wallets = wallets;
    }

    @Override
    public Optional<IssuerFacts> issuer(long clientRelationId) {
        return clients.find(clientRelationId)
                .filter(each -> each.status() == ClientRelation.Status.ACTIVE && each.issuer())
                .map(each -> new IssuerFacts(
                        each.id(),
                        each.name(),
                        Objects.requireNonNullElse(each.nationalId(), ""),
                        each.organisation(),
                        each.residency()));
    }

    @Override
    public Optional<Long> account(long clientRelationId, kz.sandyq.protocol.sbe.Capacity capacity) {
        return wallets.accountsOf(clientRelationId).stream()
                .filter(each -> each.capacity().equals(capacity.name()) && each.coreAccountId() != null)
                .findFirst()
                .map(each -> Objects.requireNonNull(each.coreAccountId()));
    }

    @Override
    public List<Long> accounts(long clientRelationId) {
        return wallets.accountsOf(clientRelationId).stream()
                .filter(each -> each.capacity().equals("CLIENT") && each.coreAccountId() != null)
                .map(each -> Objects.requireNonNull(each.coreAccountId()))
                .toList();
    }

    @Override
    public Optional<Long> relationOfAccount(long accountId) {
        return wallets.byCoreAccount(accountId).map(WalletStore.Account::clientRelationId);
    }

    @Override
    public List<Capacities.Capacity> of(long personId) {
        return clients.representedBy(personId).stream()
                .map(each -> new Capacities.Capacity(each.id(), each.name()))
                .toList();
    }
}
