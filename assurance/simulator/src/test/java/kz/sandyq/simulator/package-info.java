@NullMarked
package kz.sandyq.simulator;

import org.jspecify.annotations.NullMarked;
