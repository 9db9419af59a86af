@NullMarked
package kz.sandyq.platform.audit;

import org.jspecify.annotations.NullMarked;
