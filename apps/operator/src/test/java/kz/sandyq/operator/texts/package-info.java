@NullMarked
package kz.sandyq.operator.texts;

import org.jspecify.annotations.NullMarked;
