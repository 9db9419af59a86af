/** A witness as a process: its key, its memory of each log, its one question by HTTP. */
@NullMarked
package kz.sandyq.witness;

import org.jspecify.annotations.NullMarked;
