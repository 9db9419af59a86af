/** The deterministic state machine in which money and assets move: no threads, no clock, no I/O. */
@NullMarked
package kz.sandyq.market;

import org.jspecify.annotations.NullMarked;
