/** How refusals are shown to be what the page of proofs says. */
@NullMarked
package kz.sandyq.transparency;

import org.jspecify.annotations.NullMarked;
