@NullMarked
package kz.sandyq.law;

import org.jspecify.annotations.NullMarked;
