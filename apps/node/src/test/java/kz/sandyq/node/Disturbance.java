package kz.sandyq.node;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What happens to a cluster under load; each begins, lasts a while, and is over. */
enum Disturbance {
    KILL_LEADER {
        @Override
        void play(Fire fire, Random random) {
            fire.killAndAwaitService(List.of(fire.nodes.leader()));
            pause(random, 0, 2_000);
        }
    },
    KILL_FOLLOWER {
        @Override
        void play(Fire fire, Random random) {
            fire.kill(List.of(follower(fire, random)));
            pause(random, 0, 3_000);
        }
    },
    /** As many at once as the cluster can lose, the leader among them. */
    KILL_MINORITY {
        @Override
        void play(Fire fire, Random random) {
            int leader = fire.nodes.leader();
            fire.killAndAwaitService(IntStream.range(0, (fire.nodes.size() - 1) / 2)
                    .mapToObj(number -> (leader + number) % fire.nodes.size())
                    .toList());
            pause(random, 0, 2_000);
        }
    },
    KILL_ALL {
        @Override
        void play(Fire fire, Random random) {
            fire.kill(IntStream.range(0, fire.nodes.size()).boxed().toList());
            pause(random, 0, 500);
        }
    },
    STOP_IN_ORDER {
        @Override
        void play(Fire fire, Random random) {
            fire.nodes.stop(fire.nodes.leader());
            pause(random, 0, 1_000);
        }
    },
    PAUSE_LEADER {
        @Override
        void play(Fire fire, Random random) {
            stand(fire, fire.nodes.leader(), random);
        }
    },
    PAUSE_FOLLOWER {
        @Override
        void play(Fire fire, Random random) {
            stand(fire, follower(fire, random), random);
        }
    },
    CLOCK_FORWARD {
        @Override
        void play(Fire fire, Random random) {
            int leader = fire.nodes.leader();
            fire.nodes.setClock(leader, random.nextLong(1_000, 8_000));
            pause(random, 500, 3_000);
            fire.nodes.setClock(leader, 0);
        }
    },
    CUT_LEADER {
        @Override
        void play(Fire fire, Random random) {
            alone(fire, fire.nodes.leader(), random);
        }
    },
    CUT_FOLLOWER {
        @Override
        void play(Fire fire, Random random) {
            alone(fire, follower(fire, random), random);
        }
    },
    /** The leader hears the others, and they do not hear it. */
    CUT_LEADER_ONE_WAY {
        @Override
        void play(Fire fire, Random random) {
            int leader = fire.nodes.leader();
            others(fire, leader).forEach(other -> fire.network().cutOneWay(leader, other));
            pause(random, 1_000, 6_000);
        }
    },
    CUT_FOLLOWER_ONE_WAY {
        @Override
        void play(Fire fire, Random random) {
            int follower = follower(fire, random);
            others(fire, follower).forEach(other -> fire.network().cutOneWay(follower, other));
            pause(random, 1_000, 6_000);
        }
    },
    CUT_LEADER_FROM_CLIENTS {
        @Override
        void play(Fire fire, Random random) {
            fire.network().cut(fire.nodes.leader(), Network.CLIENTS);
            pause(random, 1_000, 6_000);
        }
    };

    /** Those that need a network of hosts. */
    boolean needsNetwork() {
        return name().startsWith("CUT");
    }

    /** Plays it; what is still cut or dead afterwards is healed and started by the fire. */
    abstract void play(Fire fire, Random random);

    private static void stand(Fire fire, int id, Random random) {
        fire.nodes.signal("STOP", id);
        pause(random, 300, 6_000);
        fire.nodes.signal("CONT", id);
    }

    private static void alone(Fire fire, int id, Random random) {
        others(fire, id).forEach(other -> fire.network().cut(id, other));
        pause(random, 1_000, 6_000);
    }

    private static List<Integer> others(Fire fire, int id) {
        return IntStream.range(0, fire.nodes.size())
                .filter(other -> other != id)
                .boxed()
                .toList();
    }

    private static int follower(Fire fire, Random random) {
        List<Integer> followers = others(fire, fire.nodes.leader());
        return followers.get(random.nextInt(followers.size()));
    }

    private static void pause(Random random, long leastMs, long mostMs) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(leastMs, mostMs)));
    }
}
