/** What the house did and which papers it gave out, in the log by commitments: sent, compared, shown, checked. */
@NullMarked
package kz.sandyq.operator.facts;

import org.jspecify.annotations.NullMarked;
