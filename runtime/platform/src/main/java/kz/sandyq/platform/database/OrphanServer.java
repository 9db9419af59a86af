package kz.sandyq.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that outlived the process which started it (after a kill) and still holds the directory. */
final class OrphanServer {
    private static final Logger log = LoggerFactory.getLogger(OrphanServer.class);
    private static final long STOP_TIMEOUT_S = 60;

    private OrphanServer() {}

    /** Stops the orphan of this data directory, or removes a lock file that names no server of this directory. */
    static void stopIfAny(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        Optional<ProcessHandle> orphan = serverNamedIn(lock, data);
        if (orphan.isEmpty()) {
            log.info("removing a stale lock file of the database: no server of this directory is alive");
            Files.deleteIfExists(lock);
            return;
        }
        log.info(
                "stopping the database server {} left by a run that was killed",
                orphan.get().pid());
        stop(orphan.get(), data);
    }

    /** The live process named by the lock file, if it is a PostgreSQL server of exactly this directory. */
    static Optional<ProcessHandle> serverNamedIn(Path lock, Path data) throws IOException {
        List<String> lines = Files.readAllLines(lock);
        if (lines.size() < 2 || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Path named = Path.of(lines.get(1).strip());
        if (!Files.exists(named) || !Files.isSameFile(named, data)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> executable(process)
                        .map(path -> path.getFileName().toString().startsWith("postgres"))
                        .orElse(false));
    }

    private static Optional<Path> executable(ProcessHandle process) {
        return process.info().command().map(Path::of);
    }

    private static void stop(ProcessHandle server, Path data) throws IOException {
        Path control = executable(server).orElseThrow().resolveSibling("pg_ctl");
        List<String> stop = List.of(
                control.toString(),
                "stop",
                "-D",
                data.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                String.valueOf(STOP_TIMEOUT_S));
        List<String> command = runsAsRoot() ? prepend(List.of("unshare", "-U"), stop) : stop;
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the orphaned database server does not stop: " + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping the orphaned database server", interrupted);
        }
    }

    /** pg_ctl refuses the superuser; a user namespace gives it an ordinary identity with the same kernel user. */
    private static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> prepend(List<String> head, List<String> tail) {
        return java.util.stream.Stream.concat(head.stream(), tail.stream()).toList();
    }
}
