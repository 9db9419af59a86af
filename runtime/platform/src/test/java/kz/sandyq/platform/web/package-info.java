@NullMarked
package kz.sandyq.platform.web;

import org.jspecify.annotations.NullMarked;
