@NullMarked
package kz.sandyq.load;

import org.jspecify.annotations.NullMarked;
