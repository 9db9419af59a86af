/** How the log is cut into blocks, and what a block's header says. */
@NullMarked
package kz.sandyq.transparency.block;

import org.jspecify.annotations.NullMarked;
