package kz.sandyq.operator.backup;

import kz.sandyq.operator.proof.PurgeGuard;
import org.springframework.stereotype.Component;

/** The newest backup that is complete, with its keys: what lies behind it stays in the recording. */
@Component
class BackupGuard implements PurgeGuard {
    private final BackupPlaces places;

    BackupGuard(BackupPlaces places) {
        this.places = places;
    }

    @Override
    public long heldTo() {
        return BackupShelf.of(places).complete().stream()
                .findFirst()
                .map(BackupShelf.Kept::logPosition)
                .orElse(0L);
    }

    @Override
    public String refusal() {
        return "PURGE_NEEDS_BACKUP";
    }
}
