/** The sample market: produced once, through the public API, with a history that ends today. */
@NullMarked
package kz.sandyq.demo.sample;

import org.jspecify.annotations.NullMarked;
