@NullMarked
package kz.sandyq.law.term;

import org.jspecify.annotations.NullMarked;
