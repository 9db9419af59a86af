/** How a proof of liabilities is shown to leave nobody out unseen. */
@NullMarked
package kz.sandyq.transparency.liability;

import org.jspecify.annotations.NullMarked;
