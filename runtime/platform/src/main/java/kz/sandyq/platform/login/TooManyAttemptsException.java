package kz.sandyq.platform.login;

import org.springframework.security.core.AuthenticationException;

/** More attempts to sign in than the limit allows from this address or for this name. */
final class TooManyAttemptsException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    TooManyAttemptsException() {
        super("too many attempts");
    }
}
