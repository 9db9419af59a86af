@NullMarked
package kz.sandyq.platform.person;

import org.jspecify.annotations.NullMarked;
