/** How blocks are shown to be cut alike by everybody. */
@NullMarked
package kz.sandyq.transparency.block;

import org.jspecify.annotations.NullMarked;
