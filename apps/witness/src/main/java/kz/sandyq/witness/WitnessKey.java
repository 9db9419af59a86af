package kz.sandyq.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Set;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;

/**
 * The file of a witness's key: its public half in the first line, then the private one, which nobody but its owner may
 * read. Nothing here ever says the private half.
 */
final class WitnessKey {
    private static final String OWN = "rw-------";
    private static final String TRIAL = "a key and its public half\n";

    private WitnessKey() {}

    /**
     * Makes a key; the public half as one word.
     *
     * @throws WitnessFault when the name can be none, or the file is there already: a key is never written over
     */
    static String make(String name, Path file) {
        if (!VerifierKey.isName(name)) {
            throw new WitnessFault(
                    WitnessFault.USAGE, "'" + name + "' can be no name: it has no spaces and no plus signs");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            Hash half = Hash.of(encoded, encoded.length - Hash.BYTES);
            String vkey = new VerifierKey(name, VerifierKey.COSIGNATURE, half).format();
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWN)));
            Files.writeString(file, vkey + "\n" + Pem.format(pair.getPrivate()), StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return vkey;
        } catch (FileAlreadyExistsException there) {
            throw new WitnessFault(WitnessFault.WRONG_CONFIGURATION, file + " is there already; no key was made");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads a key and tries it.
     *
     * @throws WitnessFault when others may read it, it is damaged, of another name, or its halves do not fit
     */
    static NoteSigner read(String name, Path file) {
        try {
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
            if (!PosixFilePermissions.fromString(OWN).containsAll(may)) {
                throw wrong(file, "may be read by others than its owner: chmod 600");
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            VerifierKey key = VerifierKey.parse(lines.isEmpty() ? "" : lines.getFirst());
            if (!key.name().equals(name) || key.type() != VerifierKey.COSIGNATURE) {
                throw wrong(file, "is the key of " + key.name() + ", not the cosigner's key of " + name);
            }
            NoteSigner signer = new NoteSigner(key, Pem.read(file, "Ed25519"));
            new SignedNote(TRIAL, List.of(signer.sign(TRIAL, 0))).verified(List.of(key));
            return signer;
        } catch (IOException unreadable) {
            throw wrong(file, "cannot be read as a key");
        } catch (Refused | GeneralSecurityException | RuntimeException damaged) {
            if (damaged instanceof WitnessFault fault) {
                throw fault;
            }
            // The cause could hold bytes of the file.
            throw wrong(file, "is damaged: its halves are no keys, or do not fit");
        }
    }

    private static WitnessFault wrong(Path file, String what) {
        return new WitnessFault(WitnessFault.WRONG_CONFIGURATION, file + " " + what);
    }
}
