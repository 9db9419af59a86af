package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.ActivateRulesDecoder;
import kz.sandyq.protocol.sbe.AdvanceDemoClockDecoder;
import kz.sandyq.protocol.sbe.BookBankCreditDecoder;
import kz.sandyq.protocol.sbe.ConfirmClockDecoder;
import kz.sandyq.protocol.sbe.CreateAssetDecoder;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.OpenAccountDecoder;
import kz.sandyq.protocol.sbe.OpenWalletDecoder;
import kz.sandyq.protocol.sbe.RaiseLimitsDecoder;

/** Sends each command to its subject. */
final class Market {
    private static final int NEWEST_RULES = 1;

    private final State state;
    private final Events events;
    private final Clock clock;
    private final Accounts accounts;
    private final Balances balances;
    private final Money money;
    private final LimitValues limits = new LimitValues();
    private final RaiseLimitsDecoder raiseLimits = new RaiseLimitsDecoder();
    private final ActivateRulesDecoder activateRules = new ActivateRulesDecoder();

    Market(State state, Events events, Clock clock) {
        this.state = state;
        this.events = events;
        this.clock = clock;
        accounts = new Accounts(state, events);
        balances = new Balances(state, events);
        money = new Money(state, events, accounts, balances);
    }

    Balances balances() {
        return balances;
    }

    int execute(Command command) {
        return switch (command.template) {
            case GenesisDecoder.TEMPLATE_ID -> RejectCode.ALREADY_STARTED.number();
            case RaiseLimitsDecoder.TEMPLATE_ID -> raiseLimits(command);
            case ConfirmClockDecoder.TEMPLATE_ID -> clock.confirm(command);
            case AdvanceDemoClockDecoder.TEMPLATE_ID -> clock.advanceDemo(command);
            case ActivateRulesDecoder.TEMPLATE_ID -> activateRules(command);
            case CreateAssetDecoder.TEMPLATE_ID -> accounts.createAsset(command);
            case OpenWalletDecoder.TEMPLATE_ID -> accounts.openWallet(command);
            case OpenAccountDecoder.TEMPLATE_ID -> accounts.openAccount(command);
            case BookBankCreditDecoder.TEMPLATE_ID -> money.bookBankCredit(command);
            default -> RejectCode.UNREADABLE_COMMAND.number();
        };
    }

    /** What follows from any command: free money settles claims, arrests take what came. */
    void afterCommand() {}

    void tick() {}

    private int raiseLimits(Command command) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        limits.read(raiseLimits.wrap(command.buffer, command.offset, command.blockLength, command.version));
        if (!limits.inRange()) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (!limits.covers(state.scalars)) {
            return RejectCode.LIMIT_NOT_RAISED.number();
        }
        limits.write(state.scalars);
        state.grow();
        events.limitsChanged(state.scalars.getInt(Scalars.RULES));
        return Command.OK;
    }

    private int activateRules(Command command) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int version = activateRules
                .wrap(command.buffer, command.offset, command.blockLength, command.version)
                .rulesVersion();
        if (version < state.scalars.get(Scalars.RULES) || version > NEWEST_RULES) {
            return RejectCode.RULES_UNKNOWN.number();
        }
        state.scalars.set(Scalars.RULES, version);
        events.limitsChanged(version);
        return Command.OK;
    }
}
