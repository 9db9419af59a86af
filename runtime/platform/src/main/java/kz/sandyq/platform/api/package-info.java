/** Conventions of the REST API: idempotency keys, pages of results. */
@NullMarked
package kz.sandyq.platform.api;

import org.jspecify.annotations.NullMarked;
