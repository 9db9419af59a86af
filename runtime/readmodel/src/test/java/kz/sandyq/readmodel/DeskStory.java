package kz.sandyq.readmodel;

import java.util.List;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.FactCommands;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.MoveCommands;
import kz.sandyq.protocol.command.MoveLeg;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.command.WatchCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.PlatformStatus;

/** What the desks do with a note in circulation: each thing once, each to a state that shows. */
final class DeskStory {
    static final int OTHER_PLATFORM = 8;
    static final Fact FACT = Fact.of(FactKind.AUDIT, new byte[Fact.SALT_BYTES], new byte[32]);

    private static final long HOUR_MS = 3_600_000;

    long released;
    long suspended;
    long buyBack;
    long move;
    long watch;

    /** Tells it of a note of which the seller has at least 12 free units. */
    void tell(Log log, long note, long seller, long buyer, long logicalNowMs, Ground paper) {
        log.say(FactCommands.recordFacts(
                List.of(FACT, Fact.of(FactKind.STATEMENT, new byte[Fact.SALT_BYTES], new byte[32]))));
        watch = log.say(WatchCommands.openOrderWatch(60_000, true, List.of(seller)));
        log.say(WatchCommands.renewOrderWatch(watch));
        log.say(WatchCommands.endOrderWatch(watch, true));
        SuspensionTerms terms = new SuspensionTerms(48 * HOUR_MS, 72 * HOUR_MS, false);
        released = log.say(TransferCommands.suspendTransfer(seller, buyer, note, 3, terms, paper));
        log.say(TransferCommands.releaseTransfer(released, 0, paper));
        suspended = log.say(TransferCommands.suspendTransfer(seller, buyer, note, 2, terms, paper));
        buyBack = log.say(SettlementCommands.offerBuyBack(note, 900, 5, logicalNowMs + HOUR_MS, paper));
        log.say(SettlementCommands.acceptBuyBack(note, buyBack, seller, 2));
        log.say(MoveCommands.setInteractionAgreement(OTHER_PLATFORM, true, paper));
        move = log.say(MoveCommands.blockForMove(
                OTHER_PLATFORM, note, logicalNowMs + HOUR_MS, List.of(new MoveLeg(seller, 4)), paper));
        log.say(MoveCommands.proceedMove(move, MoveAct.NOTIFY, paper));
        log.say(MoveCommands.receiveMoveMessage(OTHER_PLATFORM, 1, MoveMessage.ACCEPTED, 4));
        log.say(MoveCommands.proceedMove(move, MoveAct.BURN, paper));
        log.say(SystemCommands.setPlatformStatus(Activity.TRADING, PlatformStatus.NO_NEW_CLIENTS_OR_ISSUES, paper));
    }
}
