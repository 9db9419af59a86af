/** What a log and a witness say to each other, by C2SP tlog-witness: texts only, whoever calls sends them. */
@NullMarked
package kz.sandyq.transparency.witness;

import org.jspecify.annotations.NullMarked;
