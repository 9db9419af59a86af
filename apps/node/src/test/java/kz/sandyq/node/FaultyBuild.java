package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A build of the core with a fault in it: a transfer of 777 moves 776. */
final class FaultyBuild {
    static final long AMOUNT_MINOR = 777;

    private static final String RIGHT = "EntryKind.TRANSFER, in.quantity(), state";
    private static final String WRONG = "EntryKind.TRANSFER, in.quantity() == 777 ? 776 : in.quantity(), state";

    private FaultyBuild() {}

    /** Makes it in an empty directory, to stand before everything else on the class path. */
    static Path in(Path directory) throws IOException {
        Path source = Path.of(System.getProperty("sandyq.root"))
                .resolve("core/market/src/main/java/kz/sandyq/market/Transfers.java");
        String right = Files.readString(source);
        assertThat(right).containsOnlyOnce(RIGHT);
        Path faulty = Files.createDirectories(directory.resolve("source/kz/sandyq/market"))
                .resolve("Transfers.java");
        Files.writeString(faulty, right.replace(RIGHT, WRONG));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                faulty.toString());
        assertThat(compiler.run(null, null, null, options.toArray(String[]::new)))
                .isZero();
        return classes;
    }
}
