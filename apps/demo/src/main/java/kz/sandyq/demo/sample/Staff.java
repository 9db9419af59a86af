package kz.sandyq.demo.sample;

import java.util.List;
import java.util.Map;

/** Members of the operator's staff who make the sample market. */
record Staff(
        ApiUser administrator,
        ApiUser secondAdministrator,
        ApiUser officer,
        ApiUser approver,
        ApiUser supervisor,
        ApiUser registrar,
        ApiUser money) {
    static Staff enter(ApiDoor door, Map<String, String> passwords) {
        return new Staff(
                enter(door, passwords, "admin"),
                enter(door, passwords, "admin2"),
                enter(door, passwords, "officer"),
                enter(door, passwords, "approver"),
                enter(door, passwords, "supervisor"),
                enter(door, passwords, "registrar"),
                enter(door, passwords, "money"));
    }

    void leave() {
        List.of(administrator, secondAdministrator, officer, approver, supervisor, registrar, money)
                .forEach(ApiUser::leave);
    }

    private static ApiUser enter(ApiDoor door, Map<String, String> passwords, String login) {
        return ApiUser.enter(door, login, passwords.getOrDefault(login, ""));
    }
}
