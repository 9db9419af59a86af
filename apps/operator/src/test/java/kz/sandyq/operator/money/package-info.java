@NullMarked
package kz.sandyq.operator.money;

import org.jspecify.annotations.NullMarked;
