/** What a deployment is: its operator, cluster number, activities; what is not set yet and what that blocks. */
@NullMarked
package kz.sandyq.operator.settings;

import org.jspecify.annotations.NullMarked;
