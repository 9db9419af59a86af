@NullMarked
package kz.sandyq.operator.openapi;

import org.jspecify.annotations.NullMarked;
