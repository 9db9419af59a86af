/** The test clock of a demonstration: an offset kept in the log, forward only. */
@NullMarked
package kz.sandyq.demo.clock;

import org.jspecify.annotations.NullMarked;
