package kz.sandyq.witness;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import kz.sandyq.transparency.note.NoteSigner;

/** Makes the key of a witness, founds its memory, or serves. */
public final class WitnessMain {
    private static final String USAGE = """
            usage: witness key NAME FILE   makes a key for a witness of this name and prints its public half
                   witness found CONFIG    begins its memory in an empty directory, once
                   witness serve CONFIG    answers logs ever after""";

    private WitnessMain() {}

    /** The process; exit codes 2 usage, 3 taken, 4 configuration, 5 directory, 1 anything else. */
    public static void main(String[] arguments) {
        int exitCode = 0;
        try {
            run(arguments);
        } catch (WitnessFault fault) {
            WitnessConsole.fault(String.valueOf(fault.getMessage()));
            exitCode = fault.exitCode();
        } catch (UncheckedIOException unusable) {
            WitnessConsole.fault(String.valueOf(unusable.getMessage()));
            exitCode = 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            WitnessConsole.fault(broken);
            exitCode = 1;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static void run(String... arguments) throws InterruptedException {
        String order = arguments.length == 0 ? "" : arguments[0];
        if (order.equals("key") && arguments.length == 3) {
            WitnessConsole.say(WitnessKey.make(arguments[1], Path.of(arguments[2])));
        } else if ((order.equals("found") || order.equals("serve")) && arguments.length == 2) {
            WitnessFile file = WitnessFile.read(Path.of(arguments[1]));
            NoteSigner signer = WitnessKey.read(file.name, file.keyFile);
            if (order.equals("found")) {
                WitnessMemory.found(file.directory, signer.key());
                WitnessConsole.say(file.name + " is founded in " + file.directory + "; start it with 'serve'");
            } else {
                serve(file, signer);
            }
        } else {
            throw new WitnessFault(WitnessFault.USAGE, USAGE);
        }
    }

    /** Until the process is told to end. A request in hand is finished: its checkpoint is on disk or it is not. */
    private static void serve(WitnessFile file, NoteSigner signer) throws InterruptedException {
        CountDownLatch ending = new CountDownLatch(1);
        SSLContext certificates = file.certificates == null ? null : WitnessCertificates.read(file.certificates);
        WitnessMemory memory = WitnessMemory.open(file.directory, signer.key());
        WitnessDesk desk = new WitnessDesk(signer, file.logs, memory, Clock.systemUTC(), WitnessConsole::fault);
        WitnessDoor door = WitnessDoor.open(file.address, certificates, desk);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            door.close();
            memory.close();
            ending.countDown();
        }));
        WitnessConsole.say(signer.key().format() + " cosigns " + file.logs.size() + " log(s) at " + door.place()
                + (certificates == null ? " in plain text" : " by TLS"));
        ending.await();
    }
}
