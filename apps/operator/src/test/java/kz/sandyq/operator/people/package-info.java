@NullMarked
package kz.sandyq.operator.people;

import org.jspecify.annotations.NullMarked;
