package kz.sandyq.operator.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of a register somebody sees.
 *
 * @param accountIds only what is on these accounts; null for the whole register
 * @param personal whether with number, residency and address of each holder
 */
record Sight(@Nullable List<Long> accountIds, boolean personal) {
    /** Of the staff that keeps and audits it. */
    static final Sight STAFF = new Sight(null, true);

    /** Of the issuer on his own issue: everybody, by name and number. */
    static final Sight ISSUER = new Sight(null, false);

    Sight {
        accountIds = accountIds == null ? null : List.copyOf(accountIds);
    }

    /** Of a client: his own holding. */
    static Sight own(List<Long> accountIds) {
        return new Sight(accountIds, true);
    }

    boolean whole() {
        return accountIds == null;
    }

    /** Those of the accounts that may be seen. */
    List<Long> of(List<Long> accounts) {
        List<Long> own = accountIds;
        return own == null ? accounts : accounts.stream().filter(own::contains).toList();
    }
}
