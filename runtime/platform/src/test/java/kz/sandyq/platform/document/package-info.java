@NullMarked
package kz.sandyq.platform.document;

import org.jspecify.annotations.NullMarked;
