/** The one clock of the applications and the legal day. */
@NullMarked
package kz.sandyq.platform.time;

import org.jspecify.annotations.NullMarked;
