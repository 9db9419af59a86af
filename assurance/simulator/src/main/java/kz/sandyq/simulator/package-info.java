/** Seeded worlds and benchmarks for the core and its node. */
@NullMarked
package kz.sandyq.simulator;

import org.jspecify.annotations.NullMarked;
