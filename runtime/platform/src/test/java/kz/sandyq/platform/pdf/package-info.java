@NullMarked
package kz.sandyq.platform.pdf;

import org.jspecify.annotations.NullMarked;
