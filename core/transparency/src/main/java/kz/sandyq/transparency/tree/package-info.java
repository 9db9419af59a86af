/** RFC 6962 Merkle trees over SHA-256, their proofs, and their tiles (C2SP tlog-tiles). */
@NullMarked
package kz.sandyq.transparency.tree;

import org.jspecify.annotations.NullMarked;
