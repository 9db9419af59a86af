/** Proof of liabilities: a Merkle sum tree over what is owed to clients. */
@NullMarked
package kz.sandyq.transparency.liability;

import org.jspecify.annotations.NullMarked;
