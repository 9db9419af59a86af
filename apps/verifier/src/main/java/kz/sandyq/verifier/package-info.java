/** The offline verifier of receipts. */
@NullMarked
package kz.sandyq.verifier;

import org.jspecify.annotations.NullMarked;
