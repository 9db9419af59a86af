/** One file that proves one record of the log, and who vouches for it. */
@NullMarked
package kz.sandyq.transparency.receipt;

import org.jspecify.annotations.NullMarked;
