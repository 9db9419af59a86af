@NullMarked
package kz.sandyq.law.parameter;

import org.jspecify.annotations.NullMarked;
