@NullMarked
package kz.sandyq.operator;

import org.jspecify.annotations.NullMarked;
