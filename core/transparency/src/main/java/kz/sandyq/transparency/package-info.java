/** What a proof may be refused for. */
@NullMarked
package kz.sandyq.transparency;

import org.jspecify.annotations.NullMarked;
