@NullMarked
package kz.sandyq.operator.issuance;

import org.jspecify.annotations.NullMarked;
