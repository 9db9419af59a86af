@NullMarked
package kz.sandyq.node;

import org.jspecify.annotations.NullMarked;
