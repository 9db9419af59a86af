/** Copies of a running deployment that name every file with its hash, their check, and the way back from one. */
@NullMarked
package kz.sandyq.operator.backup;

import org.jspecify.annotations.NullMarked;
