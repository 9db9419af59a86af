/** Logins as an administrator sees them: who may sign in, new ones by two persons, closing, inviting again. */
@NullMarked
package kz.sandyq.platform.staff;

import org.jspecify.annotations.NullMarked;
