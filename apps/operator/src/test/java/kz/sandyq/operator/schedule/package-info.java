@NullMarked
package kz.sandyq.operator.schedule;

import org.jspecify.annotations.NullMarked;
