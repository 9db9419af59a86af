package kz.sandyq.market;

import java.util.List;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.TransferRefusal;
import kz.sandyq.protocol.sbe.WalletKind;

/** Transfers that wait for data, said to a random market at its end: the clock goes on by days. */
final class TransferActs {
    private static final long TENGE = 1;
    private static final long DAY_MS = 86_400_000L;

    private final Floor floor;
    private final long sender;
    private final long recipient;

    TransferActs(RandomMarket market) {
        floor = market.floor;
        sender = account(201);
        recipient = account(202);
    }

    private long account(long holderRef) {
        long wallet = say(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holderRef))));
        return say(AccountCommands.openAccount(wallet, Capacity.CLIENT, Activity.DFA));
    }

    /** One released, one refused too early and then in time, one left to its term. */
    void end() {
        say(MoneyCommands.bookBankCredit(1, sender, TENGE, 1_000, new byte[32], RandomMarket.PAPER));
        say(TransferCommands.releaseTransfer(suspended(), 0, RandomMarket.PAPER));
        long refused = suspended();
        say(TransferCommands.refuseTransfer(refused, TransferRefusal.INFO_NOT_PROVIDED, RandomMarket.PAPER));
        suspended();
        say(SystemCommands.advanceDemoClock(floor.core.clockOffsetMs() + 2 * DAY_MS));
        say(TransferCommands.refuseTransfer(refused, TransferRefusal.INFO_NOT_PROVIDED, RandomMarket.PAPER));
        say(SystemCommands.advanceDemoClock(floor.core.clockOffsetMs() + DAY_MS));
        floor.tick(250);
    }

    private long suspended() {
        SuspensionTerms terms = new SuspensionTerms(2 * DAY_MS, 3 * DAY_MS, false);
        return say(TransferCommands.suspendTransfer(sender, recipient, TENGE, 9, terms, RandomMarket.PAPER));
    }

    private long say(CommandBody body) {
        return floor.submit(body).resultId();
    }
}
