/** The law as data: clauses, and where the code carries them. */
@NullMarked
package kz.sandyq.law;

import org.jspecify.annotations.NullMarked;
