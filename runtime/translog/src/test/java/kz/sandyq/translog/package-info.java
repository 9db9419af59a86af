/** The log kept for proofs, tried with a real core, files and kills. */
@NullMarked
package kz.sandyq.translog;

import org.jspecify.annotations.NullMarked;
