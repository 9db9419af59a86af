@NullMarked
package kz.sandyq.platform.login;

import org.jspecify.annotations.NullMarked;
