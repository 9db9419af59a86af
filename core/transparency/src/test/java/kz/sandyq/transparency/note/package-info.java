/** How notes, checkpoints, policies and proofs are shown to be those of C2SP. */
@NullMarked
package kz.sandyq.transparency.note;

import org.jspecify.annotations.NullMarked;
