package kz.sandyq.operator.people;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.operator.register.HolderDirectory;
import org.springframework.stereotype.Component;

/** The client files as the register of holders reads them. */
@Component
class HolderFiles implements HolderDirectory {
    private final ClientStore clients;

    HolderFiles(ClientStore clients) {
        this.clients = clients;
    }

    @Override
    public Map<Long, HolderFacts> facts(Collection<Long> clientRelationIds) {
        return clients.all(clientRelationIds).stream()
                .map(each -> new HolderFacts(
                        each.id(), each.name(), each.idNumber(), each.organisation(), each.residency(), each.address()))
                .collect(Collectors.toMap(HolderFacts::clientRelationId, Function.identity()));
    }
}
