/** How the market core is shown to work. */
@NullMarked
package kz.sandyq.market;

import org.jspecify.annotations.NullMarked;
