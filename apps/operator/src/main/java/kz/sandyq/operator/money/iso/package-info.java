/** Strict reading and writing of ISO 20022 messages: camt.054.001.08, pain.001.001.09, pain.002.001.10. */
@NullMarked
package kz.sandyq.operator.money.iso;

import org.jspecify.annotations.NullMarked;
