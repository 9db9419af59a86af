package kz.sandyq.operator.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is not set yet; each name has a text of what it is and one of what it blocks. */
@Component
class Unset {
    private final JdbcClient database;
    private final Deployment deployment;
    private final ClockConfirmations clock;

    Unset(JdbcClient database, Deployment deployment, ClockConfirmations clock) {
        this.database = database;
        this.deployment = deployment;
        this.clock = clock;
    }

    /** Names of what is missing, in the order in which a deployment is set up. */
    List<String> names() {
        List<String> missing = new ArrayList<>();
        if (clock.suspect()) {
            missing.add("clock");
        }
        if (deployment.bin().isEmpty()) {
            missing.add("bin");
        }
        if (deployment.inForce("DFA").isEmpty()) {
            missing.add("activity.DFA");
        }
        if (deployment.inForce("TRADING").isEmpty()) {
            missing.add("activity.TRADING");
        }
        for (String role : List.of("OFFICER", "APPROVER", "MONEY_OFFICER", "MARKET_SUPERVISOR", "REGISTRAR")) {
            if (none("platform.login_role where role = '" + role + "'")) {
                missing.add("role." + role);
            }
        }
        if (none("operator.bank_account")) {
            missing.add("bankAccount");
        }
        if (none("operator.permitted_base_asset")) {
            missing.add("permittedBaseAssets");
        }
        if (none("operator.suspense_term")) {
            missing.add("suspenseTerm");
        }
        return missing;
    }

    private boolean none(String rows) {
        return !database.sql("select exists (select 1 from " + rows + ")")
                .query(Boolean.class)
                .single();
    }
}
