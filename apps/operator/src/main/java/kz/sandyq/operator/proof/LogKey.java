package kz.sandyq.operator.proof;

import java.nio.file.Path;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.VerifierKey;

/** The key with which a log is signed, before an operator has started: members are told whose orders they obey. */
public final class LogKey {
    static final String FILE = "log.key";

    private LogKey() {}

    static NoteSigner take(Path directory, String origin) {
        return SigningKeys.take(directory.resolve(FILE), origin, VerifierKey.ED25519);
    }

    /**
     * The public half, as policies and the file of a cluster have it; the key is made where there is none.
     *
     * @param directory of keys and policy; nobody else may read it
     * @param origin name of the log
     */
    public static String known(Path directory, String origin) {
        return take(directory, origin).key().format();
    }
}
