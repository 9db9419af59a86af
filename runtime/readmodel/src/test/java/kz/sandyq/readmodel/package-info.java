@NullMarked
package kz.sandyq.readmodel;

import org.jspecify.annotations.NullMarked;
