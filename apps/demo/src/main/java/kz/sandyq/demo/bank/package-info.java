/** A reference bank over the real wire: ISO 20022 files in the four folders. Never a part of the operator. */
@NullMarked
package kz.sandyq.demo.bank;

import org.jspecify.annotations.NullMarked;
