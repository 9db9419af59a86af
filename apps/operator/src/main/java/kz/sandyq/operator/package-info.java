/** The operator of a platform of digital financial assets. Each package below is a module. */
@NullMarked
package kz.sandyq.operator;

import org.jspecify.annotations.NullMarked;
