package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import kz.sandyq.protocol.Rules;

/** Other builds of the software, made from its sources: classes to stand before everything else on the class path. */
final class OtherBuild {
    /** What a faulty build does wrong with. */
    static final long AMOUNT_MINOR = 777;

    /** Rules that only the later build knows. */
    static final int LATER_RULES = Rules.NEWEST + 1;

    private static final String TRANSFERS = "core/market/src/main/java/kz/sandyq/market/Transfers.java";
    private static final String QUANTITY = "EntryKind.TRANSFER, in.quantity(), state";

    private final Path directory;

    private OtherBuild(Path directory) {
        this.directory = directory;
    }

    /** One that moves 776 when it is told to move 777. */
    static Path faulty(Path directory) throws IOException {
        return of(directory, "EntryKind.TRANSFER, in.quantity() == 777 ? 776 : in.quantity(), state");
    }

    /** One whose core fails when it is told to move 777. */
    static Path failing(Path directory) throws IOException {
        return of(
                directory,
                "EntryKind.TRANSFER, in.quantity() == 777 ? Math.negateExact(Long.MIN_VALUE) : in.quantity(), state");
    }

    private static Path of(Path directory, String quantity) throws IOException {
        OtherBuild build = new OtherBuild(directory);
        return build.compile(List.of(build.changed(TRANSFERS, QUANTITY, quantity)));
    }

    /** One that knows later rules; whatever has the number of the newest ones in it is compiled anew. */
    static Path later(Path directory) throws IOException {
        OtherBuild build = new OtherBuild(directory);
        List<Path> sources = new ArrayList<>(List.of(build.changed(
                "core/protocol/src/main/java/kz/sandyq/protocol/Rules.java", "NEWEST = FACTS", "NEWEST = FACTS + 1")));
        for (String module : List.of("core/protocol", "core/market", "runtime/cluster")) {
            try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    if (Files.readString(file).contains("Rules.NEWEST")) {
                        sources.add(file);
                    }
                }
            }
        }
        return build.compile(sources);
    }

    private static Path root() {
        return Path.of(System.getProperty("sandyq.root"));
    }

    private Path changed(String source, String right, String other) throws IOException {
        String text = Files.readString(root().resolve(source));
        assertThat(text).containsOnlyOnce(right);
        Path changed = directory.resolve("source").resolve(source.substring(source.indexOf("kz/")));
        Files.createDirectories(changed.getParent());
        return Files.writeString(changed, text.replace(right, other));
    }

    private Path compile(List<Path> sources) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        sources.forEach(each -> options.add(each.toString()));
        assertThat(compiler.run(null, null, null, options.toArray(String[]::new)))
                .isZero();
        return classes;
    }
}
