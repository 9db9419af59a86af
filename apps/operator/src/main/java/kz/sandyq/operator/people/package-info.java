/** Client relations: who is served, how he was identified, his wallet, accounts and representatives. */
@NullMarked
package kz.sandyq.operator.people;

import org.jspecify.annotations.NullMarked;
