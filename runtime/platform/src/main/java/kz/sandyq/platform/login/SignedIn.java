package kz.sandyq.platform.login;

import java.io.Serializable;
import java.security.Principal;

/** The principal of a session or of an API credential. */
record SignedIn(long loginId, long personId, String loginName, String personName) implements Principal, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return loginName;
    }
}
