/** exchange-core in a process of its own. */
@NullMarked
package kz.sandyq.peer;

import org.jspecify.annotations.NullMarked;
