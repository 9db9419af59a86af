/** The handbook says what the screen says. */
@NullMarked
package kz.sandyq.demo.handbook;

import org.jspecify.annotations.NullMarked;
