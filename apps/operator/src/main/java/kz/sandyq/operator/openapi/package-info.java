/** The description of the API for programs. */
@NullMarked
package kz.sandyq.operator.openapi;

import org.jspecify.annotations.NullMarked;
