/** Who is asking: sign-in, invitations, roles, API credentials. */
@NullMarked
package kz.sandyq.platform.login;

import org.jspecify.annotations.NullMarked;
