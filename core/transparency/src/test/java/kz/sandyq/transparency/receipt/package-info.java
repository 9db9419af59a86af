/** How receipts are shown to prove what they say, and no changed one anything. */
@NullMarked
package kz.sandyq.transparency.receipt;

import org.jspecify.annotations.NullMarked;
