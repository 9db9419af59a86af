/** The host of the market core: one Aeron Cluster node, its client and the follower of its log. */
@NullMarked
package kz.sandyq.cluster;

import org.jspecify.annotations.NullMarked;
