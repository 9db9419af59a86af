@NullMarked
package kz.sandyq.platform.staff;

import org.jspecify.annotations.NullMarked;
