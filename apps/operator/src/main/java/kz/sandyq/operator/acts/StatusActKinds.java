package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;

import java.util.List;
import java.util.Set;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.PlatformStatus;

/**
 * What each activity of the operator may still do, and by which rules of the core the log goes on: set by two persons
 * on a document, at once.
 */
final class StatusActKinds {
    private static final Set<ActPaper> PAPERS =
            Set.of(ActPaper.AUTHORITY_ORDER, ActPaper.COURT_ACT, ActPaper.OPERATOR_DECISION);

    static final String RULES = "LOG_RULES";

    static final List<ActKind> ALL = List.of(
            of("DFA_SERVICES", Activity.DFA),
            of("TRADING_SERVICES", Activity.TRADING),
            ActKind.ofTwo(
                            RULES,
                            ActRoom.STATUS,
                            (given, ground) -> SystemCommands.activateRules((int) given.whole("rules")),
                            ActField.of("rules", ActField.Type.WHOLE))
                    .standsOn(Set.of(ActPaper.OPERATOR_DECISION)));

    private StatusActKinds() {}

    private static ActKind of(String name, Activity activity) {
        return ActKind.ofTwo(
                        name,
                        ActRoom.STATUS,
                        (given, ground) -> SystemCommands.setPlatformStatus(
                                activity, given.choice("services", PlatformStatus.class), ground),
                        choice(
                                "services",
                                PlatformStatus.OPEN,
                                PlatformStatus.NO_NEW_CLIENTS_OR_ISSUES,
                                PlatformStatus.SERVICES_PROHIBITED))
                .standsOn(PAPERS);
    }
}
