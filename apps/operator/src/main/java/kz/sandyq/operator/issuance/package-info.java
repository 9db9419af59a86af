/** Issues of digital financial assets: application, examination, certificate, registration, mint, redemption. */
@NullMarked
package kz.sandyq.operator.issuance;

import org.jspecify.annotations.NullMarked;
