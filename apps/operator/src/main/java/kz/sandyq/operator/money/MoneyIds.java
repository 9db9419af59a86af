package kz.sandyq.operator.money;

import kz.sandyq.platform.error.RefusedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Public ids of payouts, movements, cases and bank accounts: cluster number, hyphen, number. */
@Component
public class MoneyIds {
    private final String prefix;

    MoneyIds(@Value("${sandyq.cluster.number:1}") int clusterNumber) {
        prefix = clusterNumber + "-";
    }

    /** The public form of a number. */
    public String of(long number) {
        return prefix + number;
    }

    /**
     * The number behind a public id.
     *
     * @throws RefusedException NOT_FOUND for an id of another cluster or of another form
     */
    public long parse(String id) {
        String digits = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
        if (!digits.matches("[0-9]{1,18}")) {
            throw RefusedException.notFound();
        }
        return Long.parseLong(digits);
    }
}
