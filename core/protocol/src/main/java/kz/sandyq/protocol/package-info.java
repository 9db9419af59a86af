/** Words that the core and its hosts share. */
@NullMarked
package kz.sandyq.protocol;

import org.jspecify.annotations.NullMarked;
