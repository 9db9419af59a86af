/** Settlement in many legs, all or none: proposed by a party or the desk, affirmed by who gives, then settled. */
@NullMarked
package kz.sandyq.operator.settlement;

import org.jspecify.annotations.NullMarked;
