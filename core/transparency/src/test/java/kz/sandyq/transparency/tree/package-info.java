/** How trees, their proofs and tiles are shown to be those of the RFCs. */
@NullMarked
package kz.sandyq.transparency.tree;

import org.jspecify.annotations.NullMarked;
