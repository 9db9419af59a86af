package kz.sandyq.operator;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    @Test
    void modulesSpeakOnlyThroughTheirPublicTypesAndWithoutCycles() {
        ApplicationModules.of(OperatorApplication.class).verify();
    }
}
