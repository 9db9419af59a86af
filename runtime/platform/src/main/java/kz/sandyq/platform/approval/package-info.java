/** Four eyes: a change proposed by one natural person and decided by another. */
@NullMarked
package kz.sandyq.platform.approval;

import org.jspecify.annotations.NullMarked;
