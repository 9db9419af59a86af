/** Foreign code on our proofs. */
@NullMarked
package kz.sandyq.foreign;

import org.jspecify.annotations.NullMarked;
