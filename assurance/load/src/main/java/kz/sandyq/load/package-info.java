/** Seeded load for the core, its node and the whole operator: benchmarks and kills. */
@NullMarked
package kz.sandyq.load;

import org.jspecify.annotations.NullMarked;
