/** Rules of the whole repository. */
@NullMarked
package kz.sandyq.house;

import org.jspecify.annotations.NullMarked;
