/** Numbers and dates as people in three languages read them. */
@NullMarked
package kz.sandyq.platform.format;

import org.jspecify.annotations.NullMarked;
