/** Tests of backup and restore. */
@NullMarked
package kz.sandyq.operator.backup;

import org.jspecify.annotations.NullMarked;
