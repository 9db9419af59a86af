/** How the verifier is shown to say what is so, in three languages. */
@NullMarked
package kz.sandyq.verifier;

import org.jspecify.annotations.NullMarked;
