/** Signed texts: signed-note, tlog-checkpoint, cosignature/v1, tlog-policy, tlog-proof of C2SP. */
@NullMarked
package kz.sandyq.transparency.note;

import org.jspecify.annotations.NullMarked;
