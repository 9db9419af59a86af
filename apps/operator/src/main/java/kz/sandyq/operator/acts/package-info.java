/** What the operator's staff have the core do on a document, beyond the daily round: one form and one list a room. */
@NullMarked
package kz.sandyq.operator.acts;

import org.jspecify.annotations.NullMarked;
