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
            fire.killAndAwaitService(minority(fire, fire.nodes.leader()));
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
            ahead(fire, random, 1_500, 8_000);
        }
    },
    /** Further than the core believes: until another leads, or the clock is right again, nothing expires. */
    CLOCK_JUMP {
        @Override
        void play(Fire fire, Random random) {
            ahead(fire, random, 61_000, 300_000);
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
    /** As many as can be missed, the leader among them, hear each other and nobody else. */
    CUT_MINORITY {
        @Override
        void play(Fire fire, Random random) {
            int leader = fire.nodes.leader();
            List<Integer> few = minority(fire, leader);
            few.forEach(one -> others(fire, one).stream()
                    .filter(other -> !few.contains(other))
                    .forEach(other -> fire.network().cut(one, other)));
            pause(random, 1_000, 6_000);
        }
    },
    /** Nobody hears anybody: no majority, until it is over. */
    CUT_ALL {
        @Override
        void play(Fire fire, Random random) {
            for (int one = 0; one < fire.nodes.size(); one++) {
                for (int other = one + 1; other < fire.nodes.size(); other++) {
                    fire.network().cut(one, other);
                }
            }
            pause(random, 1_000, 6_000);
        }
    },
    /** A member that was dead and fetches what it has missed is cut off while it does. */
    CUT_WHILE_CATCHING_UP {
        @Override
        void play(Fire fire, Random random) {
            int follower = follower(fire, random);
            fire.kill(List.of(follower));
            pause(random, 1_000, 4_000);
            fire.nodes.launch("start", follower);
            pause(random, 1_500, 4_000);
            alone(fire, follower, random);
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

    /** Plays it; what is still cut or dead afterwards is healed and started by the fire. */
    abstract void play(Fire fire, Random random);

    /** Set right again, the clock goes back, and a member whose timers would stand still ends. */
    private static void ahead(Fire fire, Random random, long leastMs, long mostMs) {
        int leader = fire.nodes.leader();
        fire.nodes.setClock(leader, random.nextLong(leastMs, mostMs));
        pause(random, 1_000, 4_000);
        fire.suspected();
        fire.nodes.setClock(leader, 0);
        fire.nodes.awaitEnded(1);
    }

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

    private static List<Integer> minority(Fire fire, int leader) {
        return IntStream.range(0, (fire.nodes.size() - 1) / 2)
                .mapToObj(number -> (leader + number) % fire.nodes.size())
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
