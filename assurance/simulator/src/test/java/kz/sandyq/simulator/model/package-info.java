@NullMarked
package kz.sandyq.simulator.model;

import org.jspecify.annotations.NullMarked;
