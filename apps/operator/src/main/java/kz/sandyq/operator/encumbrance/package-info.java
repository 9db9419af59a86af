/** Pledges, arrests, their releases and transfers outside trading: each by two persons and with its ground document. */
@NullMarked
package kz.sandyq.operator.encumbrance;

import org.jspecify.annotations.NullMarked;
