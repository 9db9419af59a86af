/** The messages of the market, read and written by their schema file alone, without the generated codecs. */
@NullMarked
package kz.sandyq.simulator.schema;

import org.jspecify.annotations.NullMarked;
