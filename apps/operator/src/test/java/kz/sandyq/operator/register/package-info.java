@NullMarked
package kz.sandyq.operator.register;

import org.jspecify.annotations.NullMarked;
