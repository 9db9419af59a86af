/** Money of clients at banks: what comes in, what waits in suspense, what goes out. */
@NullMarked
package kz.sandyq.operator.money;

import org.jspecify.annotations.NullMarked;
