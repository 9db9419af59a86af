@NullMarked
package kz.sandyq.platform;

import org.jspecify.annotations.NullMarked;
