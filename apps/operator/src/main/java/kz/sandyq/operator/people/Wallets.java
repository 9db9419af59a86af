package kz.sandyq.operator.people;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.people.ClientRelation.Status;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens wallets in the core, only for identified clients, and then the accounts in them. */
@Service
class Wallets implements CommandAnswerHandler {
    static final String OBJECT = "people.wallet";

    private final WalletStore wallets;
    private final ClientStore clients;
    private final ClientAccounts accounts;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final SandyqClock clock;
    private final Audit audit;

    Wallets(
            WalletStore wallets,
            ClientStore clients,
            ClientAccounts accounts,
            CommandOutbox outbox,
            RequestKeys keys,
            SandyqClock clock,
            Audit audit) {
        this.wallets = wallets;
        this.clients = clients;
        this.accounts = accounts;
        this.outbox = outbox;
        this.keys = keys;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * A further wallet: joint, or a nominee's.
     *
     * @throws RefusedException CLIENT_NOT_IDENTIFIED, HOLDERS_NOT_FIT, SHARES_NOT_WHOLE
     */
    @Transactional
    @LegalBasis("RUL-34.6")
    public long open(HoldingKind kind, List<Holder> holders, long actorPersonId) {
        long distinct = holders.stream().mapToLong(Holder::holderRef).distinct().count();
        boolean joint = kind == HoldingKind.JOINT || kind == HoldingKind.NOMINEE_DISCLOSED;
        if (holders.isEmpty()
                || distinct != holders.size()
                || (!joint && holders.size() != 1)
                || (kind == HoldingKind.JOINT && holders.size() < 2)) {
            throw new RefusedException("HOLDERS_NOT_FIT").field("holders");
        }
        if (!whole(holders)) {
            throw new RefusedException("SHARES_NOT_WHOLE").field("holders");
        }
        for (Holder holder : holders) {
            ClientRelation relation = clients.find(holder.holderRef()).orElseThrow(RefusedException::notFound);
            if (!relation.identified(clock.today())) {
                throw new RefusedException("CLIENT_NOT_IDENTIFIED", relation.name()).clause("RUL-34.6");
            }
        }
        return send(kind, holders, actorPersonId, 0);
    }

    /** The first wallet of a client whose relation two persons just approved. */
    void openFirst(ClientRelation relation, long secondPersonId) {
        send(HoldingKind.SOLE, List.of(Holder.sole(relation.id())), relation.openedBy(), secondPersonId);
    }

    private long send(HoldingKind kind, List<Holder> holders, long first, long second) {
        long id = wallets.addWallet(WalletKind.KEPT_HERE.name(), kind.name(), holders, clock.instant());
        outbox.enqueue(
                OBJECT,
                id,
                new CommandContext("people", keys.next(), first, first, second),
                AccountCommands.openWallet(WalletKind.KEPT_HERE, kind, 0, holders));
        audit.record("WALLET_ASKED", "wallet:" + id, java.util.Map.of("holding", kind.name()));
        return id;
    }

    /** Whether the shares sum to exactly one. */
    static boolean whole(List<Holder> holders) {
        java.math.BigInteger numerator = java.math.BigInteger.ZERO;
        java.math.BigInteger denominator = java.math.BigInteger.ONE;
        for (Holder holder : holders) {
            if (holder.shareNumerator() < 1 || holder.shareDenominator() < holder.shareNumerator()) {
                return false;
            }
            var part = java.math.BigInteger.valueOf(holder.shareNumerator());
            var of = java.math.BigInteger.valueOf(holder.shareDenominator());
            numerator = numerator.multiply(of).add(part.multiply(denominator));
            denominator = denominator.multiply(of);
        }
        return numerator.equals(denominator);
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    public void answered(long walletId, CommandReply reply) {
        List<Holder> holders = wallets.holders(walletId);
        if (reply.rejectCode() != 0) {
            holders.forEach(holder -> refused(holder.holderRef(), reply.rejectCode()));
            return;
        }
        wallets.walletOpened(walletId, reply.resultId());
        ClientRelation first = clients.find(holders.getFirst().holderRef()).orElseThrow();
        accounts.open(walletId, reply.resultId(), first, "CLAIM");
        accounts.open(walletId, reply.resultId(), first, "CLIENT");
        if (first.issuer() && first.status() == Status.OPENING) {
            accounts.open(walletId, reply.resultId(), first, "ISSUER");
        }
    }

    private void refused(long relationId, int rejectCode) {
        ClientRelation relation = clients.find(relationId).orElseThrow();
        if (relation.status() == Status.OPENING) {
            clients.state(relationId, Status.REFUSED, rejectCode);
        }
    }
}
