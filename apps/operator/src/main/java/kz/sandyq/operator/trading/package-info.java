/** Secondary trading: books opened by two persons, orders and deals of clients, the live market, halts. */
@NullMarked
package kz.sandyq.operator.trading;

import org.jspecify.annotations.NullMarked;
