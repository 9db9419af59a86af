@NullMarked
package kz.sandyq.platform.list;

import org.jspecify.annotations.NullMarked;
