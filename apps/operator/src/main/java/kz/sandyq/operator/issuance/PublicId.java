package kz.sandyq.operator.issuance;

import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Component;

/** Ids as programs and pages see them: cluster number, hyphen, number. */
@Component
public class PublicId {
    private final OperatorRegistration operator;

    PublicId(OperatorRegistration operator) {
        this.operator = operator;
    }

    /** The public form of a number of this deployment. */
    public String of(long id) {
        return operator.clusterNumber() + "-" + id;
    }

    /** The number that a list is searched by: 0 for no search, -1, which no row has, for what is no public id. */
    public long sought(String search) {
        if (search.isBlank()) {
            return 0;
        }
        try {
            return parse(search.strip());
        } catch (RefusedException noPublicId) {
            return -1;
        }
    }

    /** The number behind a public id; an id of another cluster or of another form is not found here (404). */
    public long parse(String id) {
        String prefix = operator.clusterNumber() + "-";
        String digits = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RefusedException.notFound();
        }
        return Long.parseLong(digits);
    }
}
