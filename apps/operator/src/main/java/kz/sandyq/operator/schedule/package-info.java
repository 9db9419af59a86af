/** The trading day by the clock: which pair enters which phase when, what was done and what was missed. */
@NullMarked
package kz.sandyq.operator.schedule;

import org.jspecify.annotations.NullMarked;
