@NullMarked
package kz.sandyq.cluster;

import org.jspecify.annotations.NullMarked;
