/** The investor's own pages: inbox, money in and out. */
@NullMarked
package kz.sandyq.operator.cabinet;

import org.jspecify.annotations.NullMarked;
