/** Tests of what logs and witnesses say to each other. */
@NullMarked
package kz.sandyq.transparency.witness;

import org.jspecify.annotations.NullMarked;
