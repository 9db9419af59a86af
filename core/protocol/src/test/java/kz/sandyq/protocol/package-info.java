/** How the words of the core are shown to be whole. */
@NullMarked
package kz.sandyq.protocol;

import org.jspecify.annotations.NullMarked;
