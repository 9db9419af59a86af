/** The walls of the house: schema and behaviour that what follows stands on. */
@NullMarked
package kz.sandyq.operator.walls;

import org.jspecify.annotations.NullMarked;
