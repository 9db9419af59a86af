/** Facts of the house on their way into the log, which learns salted commitments to them and nothing else. */
@NullMarked
package kz.sandyq.platform.fact;

import org.jspecify.annotations.NullMarked;
