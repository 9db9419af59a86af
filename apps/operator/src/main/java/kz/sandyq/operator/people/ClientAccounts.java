package kz.sandyq.operator.people;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.money.BankAccountOpened;
import kz.sandyq.operator.money.PaymentReferences;
import kz.sandyq.operator.people.ClientRelation.Status;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of clients in the core; the relation becomes active with the last of the first wallet. */
@Service
class ClientAccounts implements CommandAnswerHandler {
    static final String OBJECT = "people.account";

    private final WalletStore wallets;
    private final ClientStore clients;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final PaymentReferences references;
    private final JdbcClient database;
    private final SandyqClock clock;
    private final Audit audit;

    ClientAccounts(
            WalletStore wallets,
            ClientStore clients,
            CommandOutbox outbox,
            RequestKeys keys,
            PaymentReferences references,
            JdbcClient database,
            SandyqClock clock,
            Audit audit) {
        this.wallets = wallets;
        this.clients = clients;
        this.outbox = outbox;
        this.keys = keys;
        this.references = references;
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    void open(long walletId, long coreWalletId, ClientRelation relation, String capacity) {
        long id = wallets.addAccount(walletId, relation.id(), capacity, clock.instant());
        long second = Objects.requireNonNullElse(relation.approvedBy(), 0L);
        outbox.enqueue(
                OBJECT,
                id,
                new CommandContext("people", keys.next(), relation.openedBy(), relation.openedBy(), second),
                AccountCommands.openAccount(coreWalletId, Capacity.valueOf(capacity), Activity.DFA));
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    public void answered(long accountId, CommandReply reply) {
        WalletStore.Account account = wallets.account(accountId);
        ClientRelation relation = clients.find(account.clientRelationId()).orElseThrow();
        if (reply.rejectCode() != 0) {
            if (relation.status() == Status.OPENING) {
                clients.state(relation.id(), Status.REFUSED, reply.rejectCode());
            }
            return;
        }
        wallets.accountOpened(accountId, reply.resultId());
        List<WalletStore.Account> all = wallets.accountsOf(relation.id()).stream()
                .filter(each -> each.walletId() == account.walletId())
                .toList();
        if (all.stream().anyMatch(each -> each.coreAccountId() == null)) {
            return;
        }
        all.forEach(each -> refer(relation, each, all));
        if (relation.status() == Status.OPENING) {
            clients.state(relation.id(), Status.ACTIVE, 0);
            audit.record("CLIENT_ACTIVE", "client:" + relation.id(), Map.of());
        }
    }

    /** Clients who were here before the bank account get their references for it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void bankAccountOpened(BankAccountOpened opened) {
        for (long relationId : wallets.relationsWithAccounts()) {
            ClientRelation relation = clients.find(relationId).orElseThrow();
            wallets.accountsOf(relationId).stream()
                    .collect(Collectors.groupingBy(WalletStore.Account::walletId))
                    .values()
                    .forEach(wallet -> wallet.forEach(each -> refer(relation, each, wallet)));
        }
    }

    /** A payment reference for every currency that the operator keeps at a bank; claims stay in the same wallet. */
    private void refer(ClientRelation relation, WalletStore.Account account, List<WalletStore.Account> wallet) {
        Long core = account.coreAccountId();
        long claim = wallet.stream()
                .filter(each -> each.capacity().equals("CLAIM"))
                .mapToLong(each -> Objects.requireNonNullElse(each.coreAccountId(), 0L))
                .findFirst()
                .orElse(0);
        if (core == null || core == claim || claim == 0) {
            return;
        }
        String payer = Objects.requireNonNullElse(relation.nationalId(), "");
        database.sql("select distinct asset_id from operator.bank_account order by asset_id")
                .query((row, number) -> row.getLong("asset_id"))
                .list()
                .forEach(asset -> references.of(relation.id(), core, claim, asset, payer, account.capacity()));
    }
}
