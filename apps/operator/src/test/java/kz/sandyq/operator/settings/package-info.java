@NullMarked
package kz.sandyq.operator.settings;

import org.jspecify.annotations.NullMarked;
