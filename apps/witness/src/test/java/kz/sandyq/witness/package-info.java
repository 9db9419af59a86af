/** Tests of the witness. */
@NullMarked
package kz.sandyq.witness;

import org.jspecify.annotations.NullMarked;
