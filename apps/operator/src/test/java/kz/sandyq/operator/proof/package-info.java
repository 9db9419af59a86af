@NullMarked
package kz.sandyq.operator.proof;

import org.jspecify.annotations.NullMarked;
