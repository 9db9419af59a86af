package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssignFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.ChargeFeeDecoder;
import kz.sandyq.protocol.sbe.CreateFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.RefundFeeDecoder;
import kz.sandyq.protocol.sbe.SetFeeStatusDecoder;
import kz.sandyq.protocol.sbe.StartFeePeriodDecoder;

/** The commands on fees, each to its subject. */
final class FeeActs {
    private final FeeSchedules schedules;
    private final FeeCharges charges;

    FeeActs(
            State state,
            Events events,
            Accounts accounts,
            Balances balances,
            Money money,
            Fees fees,
            Restrictions restrictions) {
        FeeEvents feeEvents = new FeeEvents(state, events);
        schedules = new FeeSchedules(state, events, feeEvents, accounts, balances, fees);
        charges = new FeeCharges(state, events, feeEvents, accounts, balances, money, fees, restrictions);
    }

    static boolean knows(int template) {
        return switch (template) {
            case CreateFeeScheduleDecoder.TEMPLATE_ID,
                    AssignFeeScheduleDecoder.TEMPLATE_ID,
                    SetFeeStatusDecoder.TEMPLATE_ID,
                    StartFeePeriodDecoder.TEMPLATE_ID,
                    ChargeFeeDecoder.TEMPLATE_ID,
                    RefundFeeDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    int perform(Command command) {
        return switch (command.template) {
            case CreateFeeScheduleDecoder.TEMPLATE_ID -> schedules.create(command);
            case AssignFeeScheduleDecoder.TEMPLATE_ID -> schedules.assign(command);
            case SetFeeStatusDecoder.TEMPLATE_ID -> schedules.setStatus(command);
            case StartFeePeriodDecoder.TEMPLATE_ID -> schedules.startPeriod();
            case ChargeFeeDecoder.TEMPLATE_ID -> charges.charge(command);
            case RefundFeeDecoder.TEMPLATE_ID -> charges.refund(command);
            default -> RejectCode.UNREADABLE_COMMAND.number();
        };
    }
}
