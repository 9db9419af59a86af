/** The primary offering: the issuer's application, the window, subscriptions, allocation and refunds. */
@NullMarked
package kz.sandyq.operator.placement;

import org.jspecify.annotations.NullMarked;
