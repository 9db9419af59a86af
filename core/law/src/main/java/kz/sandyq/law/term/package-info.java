/** Legal terms: the working calendar and the arithmetic of deadlines. */
@NullMarked
package kz.sandyq.law.term;

import org.jspecify.annotations.NullMarked;
