/** Refusals of a user's request and how they are shown: Problem+JSON to programs, an error summary to people. */
@NullMarked
package kz.sandyq.platform.error;

import org.jspecify.annotations.NullMarked;
