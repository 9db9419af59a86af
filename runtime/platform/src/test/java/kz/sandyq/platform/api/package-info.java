@NullMarked
package kz.sandyq.platform.api;

import org.jspecify.annotations.NullMarked;
