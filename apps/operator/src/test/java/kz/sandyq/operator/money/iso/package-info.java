@NullMarked
package kz.sandyq.operator.money.iso;

import org.jspecify.annotations.NullMarked;
