/** The register of holders: who held an issue at any moment, entries of ownership, extracts. */
@NullMarked
package kz.sandyq.operator.register;

import org.jspecify.annotations.NullMarked;
