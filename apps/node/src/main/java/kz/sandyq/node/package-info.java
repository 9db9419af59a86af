/** A member of a cluster as a process: its configuration, its founding, its health and its metrics. */
@NullMarked
package kz.sandyq.node;

import org.jspecify.annotations.NullMarked;
