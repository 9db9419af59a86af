package kz.sandyq.market;

import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.MoveCommands;
import kz.sandyq.protocol.command.MoveLeg;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
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
        moves();
    }

    /** One move goes out and is refused when it is burned already; another comes back. */
    private void moves() {
        long now = floor.core.nowMs() + floor.core.clockOffsetMs();
        int today = (int) Math.floorDiv(now + 5 * 3_600_000L, DAY_MS);
        long issue = say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                2,
                TENGE,
                0,
                1_000,
                200,
                today,
                1_000,
                0,
                false,
                0,
                "MOVED",
                "MOVED",
                false,
                RandomMarket.PAPER));
        say(IssueCommands.mint(issue, 100, RandomMarket.PAPER));
        Table accounts = Objects.requireNonNull(floor.core.stateOrNull()).accounts;
        List<MoveLeg> legs = List.of(new MoveLeg(accounts.high(), 30));
        say(MoveCommands.setInteractionAgreement(8, true, RandomMarket.PAPER));
        for (int number = 1; number <= 2; number++) {
            long move = say(MoveCommands.blockForMove(8, issue, now + 60_000, legs, RandomMarket.PAPER));
            say(MoveCommands.proceedMove(move, MoveAct.NOTIFY, RandomMarket.PAPER));
            say(MoveCommands.receiveMoveMessage(8, number, MoveMessage.ACCEPTED, 30));
            say(MoveCommands.proceedMove(move, MoveAct.BURN, RandomMarket.PAPER));
            MoveMessage end = number == 1 ? MoveMessage.REFUSED : MoveMessage.MINTED;
            say(MoveCommands.receiveMoveMessage(8, number, end, 30));
        }
        long arrival = say(MoveCommands.receiveMoveNotice(8, 1, 7, 30, now + 60_000, RandomMarket.PAPER));
        say(MoveCommands.acceptMove(arrival, issue, List.of(new MoveLeg(sender, 30)), RandomMarket.PAPER));
        say(MoveCommands.receiveMoveMessage(8, 1, MoveMessage.BURNED, 30));
        say(MoveCommands.receiveMoveMessage(8, 1, MoveMessage.ENDED, 0));
        say(MoveCommands.blockForMove(8, issue, now + 60_000, List.of(new MoveLeg(sender, 3)), RandomMarket.PAPER));
        say(MoveCommands.receiveMoveNotice(8, 2, 8, 30, now + 60_000, RandomMarket.PAPER));
    }

    private long suspended() {
        SuspensionTerms terms = new SuspensionTerms(2 * DAY_MS, 3 * DAY_MS, false);
        return say(TransferCommands.suspendTransfer(sender, recipient, TENGE, 9, terms, RandomMarket.PAPER));
    }

    private long say(CommandBody body) {
        return floor.submit(body).resultId();
    }
}
