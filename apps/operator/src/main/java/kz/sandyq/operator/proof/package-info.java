/** What others can check: blocks, signed checkpoints, receipts, and the page that says who vouches for what. */
@NullMarked
package kz.sandyq.operator.proof;

import org.jspecify.annotations.NullMarked;
