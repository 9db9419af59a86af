@NullMarked
package kz.sandyq.platform.approval;

import org.jspecify.annotations.NullMarked;
