package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.BackupManifest;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogFiles;
import kz.sandyq.cluster.LogReplay;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.translog.ArchivedLog;
import org.jspecify.annotations.Nullable;

/**
 * The check of a backup that lies somewhere: every file is what the manifest says, and the log in it, executed from its
 * first entry, comes to the state that the manifest names. Nothing is written.
 *
 * @param directory of the backup
 * @param manifest what it says of itself
 * @param quarantine entries that every host of the log refuses; null for none
 * @param persons whose signatures the quarantine needs, public keys by name
 */
record BackupCheck(
        Path directory, BackupManifest manifest, @Nullable Path quarantine, Map<String, String> persons) {
    /** Reads the manifest and holds every file to it. */
    static BackupCheck of(Path directory, @Nullable Path quarantine, Map<String, String> persons)
            throws BackupFault, IOException {
        BackupManifest manifest = BackupManifest.read(directory);
        manifest.check(directory);
        return new BackupCheck(directory, manifest, quarantine, persons);
    }

    /** The log in the backup, or at the same places of another directory. */
    EntryLog log(Path place) throws BackupFault {
        LogFiles files = LogFiles.of(
                place.resolve(BackupRun.NODE), manifest.number("log.recording"), manifest.number("log.position"));
        if (quarantine != null) {
            files = files.withQuarantine(quarantine, Math.toIntExact(manifest.number("cluster")), persons);
        }
        return new ArchivedLog(place.resolve(BackupRun.PROOF), manifest.number("cluster"), files);
    }

    /**
     * Executes the log.
     *
     * @throws BackupFault LOG_DIFFERS when it does not end where and as the manifest says
     */
    NodeView replay(EntryLog log, LogReplay.Witness witness) throws BackupFault {
        NodeView end = LogReplay.run(log, witness);
        if (end.sequence() != manifest.number("log.sequence")
                || !end.stateHash().equals(manifest.fact("log.stateHash"))) {
            throw new BackupFault(
                    "LOG_DIFFERS",
                    String.valueOf(end.sequence()),
                    end.stateHash(),
                    manifest.fact("log.sequence"),
                    manifest.fact("log.stateHash"));
        }
        return end;
    }
}
