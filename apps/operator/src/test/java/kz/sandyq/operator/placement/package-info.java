@NullMarked
package kz.sandyq.operator.placement;

import org.jspecify.annotations.NullMarked;
