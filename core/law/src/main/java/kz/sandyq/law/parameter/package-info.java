/** Dated parameters: numbers, amounts and terms that the law sets, each with its unit, validity and clause. */
@NullMarked
package kz.sandyq.law.parameter;

import org.jspecify.annotations.NullMarked;
