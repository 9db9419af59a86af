package kz.sandyq.market;

import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.PermissionCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.PlatformStatus;

/** The verbs of permissions, clearances, limits and of what the platform may do. */
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
            case "platform" ->
                SystemCommands.setPlatformStatus(
                        Activity.valueOf(s.words.get(0)), PlatformStatus.valueOf(s.words.get(1)), ground);
            case "period" -> PermissionCommands.startPurchasePeriod();
            default -> PermissionCommands.setClearanceRegime(s.number(0) == 1, ground);
        };
    }
}
