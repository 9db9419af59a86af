/** PDF pages with a font that has Kazakh letters and the tenge sign. */
@NullMarked
package kz.sandyq.platform.pdf;

import org.jspecify.annotations.NullMarked;
