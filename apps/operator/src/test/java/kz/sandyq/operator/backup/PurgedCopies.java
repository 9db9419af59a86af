package kz.sandyq.operator.backup;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.NodeCopy;

/** A log that gives copies as a member does that has just purged its first file. */
final class PurgedCopies {
    static final long FILE = 16 << 20;

    private PurgedCopies() {}

    static LogHost of(LogHost log) {
        return (LogHost) Proxy.newProxyInstance(
                LogHost.class.getClassLoader(), new Class<?>[] {LogHost.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(log, arguments);
                    if (answer instanceof NodeCopy copied) {
                        Path archive = ((Path) arguments[0]).resolve("archive");
                        String recording = copied.recording() + "-";
                        Files.move(archive.resolve(recording + "0.rec"), archive.resolve(recording + FILE + ".rec"));
                    }
                    return answer;
                });
    }
}
