@NullMarked
package kz.sandyq.platform.format;

import org.jspecify.annotations.NullMarked;
