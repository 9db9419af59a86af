@NullMarked
package kz.sandyq.operator.trading;

import org.jspecify.annotations.NullMarked;
