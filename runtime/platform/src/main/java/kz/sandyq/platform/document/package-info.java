/** Documents kept in the database in chunks, bound by their hash. */
@NullMarked
package kz.sandyq.platform.document;

import org.jspecify.annotations.NullMarked;
