package kz.sandyq.load;

import java.util.Set;
import kz.sandyq.operator.command.CommandTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;

/** Says when the start of the operator comes to its node and to its read model; puts the gate before the log. */
final class Stations implements InstantiationAwareBeanPostProcessor {
    private static final Set<String> NAMES = Set.of("clusterNode", "projectorLoop");

    private final Gate gate;

    Stations(Gate gate) {
        this.gate = gate;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        if (NAMES.contains(beanName)) {
            OperatorMain.say("before " + beanName);
        }
        return null;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof CommandTransport way ? gate.before(way) : bean;
    }
}
