@NullMarked
package kz.sandyq.platform.i18n;

import org.jspecify.annotations.NullMarked;
