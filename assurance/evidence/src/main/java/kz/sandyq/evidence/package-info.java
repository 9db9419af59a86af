/** Which tests ran green. */
@NullMarked
package kz.sandyq.evidence;

import org.jspecify.annotations.NullMarked;
