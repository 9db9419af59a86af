package kz.sandyq.readmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** The product's loop over a log that is made anew from its seed, in a process of its own, to be killed. */
final class ProjectorProcess implements AutoCloseable {
    private final Process process;

    private ProjectorProcess(Process process) {
        this.process = process;
    }

    /** The log of all of them. */
    static Log log(long seed, int moves) {
        return new HolderChapter(new Random(seed), 300, moves).log;
    }

    /** The child's part: follows until it is killed or its parent is gone. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Log log = log(Long.parseLong(args[1]), Integer.parseInt(args[2]));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        try (ProjectorLoop loop = new ProjectorLoop(source, log, new ReadModelPosition())) {
            while (System.in.read() >= 0 && loop.follows()) {}
        }
    }

    static ProjectorProcess start(String url, long seed, int moves, Path output) throws IOException {
        return new ProjectorProcess(new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProjectorProcess.class.getName(),
                        url,
                        Long.toString(seed),
                        Integer.toString(moves)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
