/** The trail of what people did; rows are only ever added. */
@NullMarked
package kz.sandyq.platform.audit;

import org.jspecify.annotations.NullMarked;
