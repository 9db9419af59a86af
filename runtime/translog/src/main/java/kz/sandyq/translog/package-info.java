/** The log kept for proofs. */
@NullMarked
package kz.sandyq.translog;

import org.jspecify.annotations.NullMarked;
