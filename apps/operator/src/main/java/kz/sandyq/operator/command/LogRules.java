package kz.sandyq.operator.command;

import java.util.List;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.protocol.Rules;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether the log can go on by other rules of the core. */
@Component
public class LogRules {
    private final ObjectProvider<LogHost> log;

    LogRules(ObjectProvider<LogHost> log) {
        this.log = log;
    }

    /** Names of those that do not know rules of this number, or are not heard; takes seconds at most. */
    public List<String> unknownTo(int number) {
        LogHost running = log.getIfAvailable();
        if (running != null) {
            return running.withoutRules(number);
        }
        return number <= Rules.NEWEST ? List.of() : List.of(LogHost.OWN_BUILD);
    }

    /** Whether the log goes by rules of this number or later ones; false while nobody says it. */
    public boolean reach(int number) {
        LogHost running = log.getIfAvailable();
        try {
            return running == null || running.view().rules() >= number;
        } catch (IllegalStateException notHeard) {
            return false;
        }
    }
}
