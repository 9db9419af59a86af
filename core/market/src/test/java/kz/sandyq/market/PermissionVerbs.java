package kz.sandyq.market;

import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.PermissionCommands;

/** The verbs of permissions, clearances and limits. */
final class PermissionVerbs {
    private PermissionVerbs() {}

    static CommandBody body(Script.Step s, Ground ground) {
        return switch (s.verb) {
            case "permit" ->
                PermissionCommands.setAccountPermissions(
                        s.number(0),
                        (int) s.number(1),
                        s.option("qualified", 0),
                        s.option("asset", 1),
                        s.option("limit", 0),
                        ground);
            case "clear" -> PermissionCommands.setClearance(s.number(0), s.number(1), ground);
            case "rule" -> {
                String[] share = s.text("share", "0/0").split("/");
                yield PermissionCommands.setIssueRules(
                        s.number(0),
                        s.option("qualified", 0) == 1,
                        (int) s.option("investors", 0),
                        Integer.parseInt(share[0]),
                        Integer.parseInt(share[1]),
                        s.option("locked", 0),
                        ground);
            }
            case "period" -> PermissionCommands.startPurchasePeriod();
            default -> PermissionCommands.setClearanceRegime(s.number(0) == 1, ground);
        };
    }
}
