package kz.sandyq.simulator.model;

import kz.sandyq.protocol.sbe.PlatformStatus;

/** What each activity may do, and the task that ends its services. Activities have one scalar after the other. */
final class Platform {
    private final World world;

    Platform(World world) {
        this.world = world;
    }

    private static String name(String scalar, long activity) {
        return activity == 1 ? scalar : scalar + "+" + (activity - 1);
    }

    long status(long activity) {
        return world.scalar(name("PLATFORM_STATUS", activity));
    }

    void status(long activity, long status) {
        world.scalar(name("PLATFORM_STATUS", activity), status);
    }

    boolean isProhibited(long activity) {
        return status(activity) == PlatformStatus.SERVICES_PROHIBITED.value();
    }

    /** 0 for none. */
    long servicesEnd(long activity) {
        return world.scalar(name("SERVICES_END", activity));
    }

    void servicesEnd(long activity, long task) {
        world.scalar(name("SERVICES_END", activity), task);
    }
}
