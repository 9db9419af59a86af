/** Judges a cluster by what its clients were told and what its registers hold, and by nothing else. */
@NullMarked
package kz.sandyq.node.history;

import org.jspecify.annotations.NullMarked;
