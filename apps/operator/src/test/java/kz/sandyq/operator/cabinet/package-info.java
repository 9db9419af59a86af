@NullMarked
package kz.sandyq.operator.cabinet;

import org.jspecify.annotations.NullMarked;
