package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;

/**
 * Signing keys in files that only their owner reads: a line with the public key by name, as policies write it, and a
 * line with the private one, base64 of PKCS #8.
 */
public final class SigningKeys {
    private static final String PROBE = "probe\n";

    private SigningKeys() {}

    /**
     * Reads a key; makes it where there is none.
     *
     * @param name of the key, for a log its origin
     * @param type {@link VerifierKey#ED25519} for a log, {@link VerifierKey#COSIGNATURE} for a cosigner
     * @throws TranslogException when there is another key, a damaged one, or one that others can read
     */
    public static NoteSigner take(Path file, String name, byte type) {
        if (!Files.exists(file)) {
            make(file, name, type);
        }
        NoteSigner key = read(file);
        if (!key.key().name().equals(name) || key.key().type() != type) {
            throw new TranslogException(file + " holds the key of " + key.key().name() + ", not of " + name);
        }
        return key;
    }

    private static void make(Path file, String name, byte type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            VerifierKey key = new VerifierKey(name, type, Hash.of(encoded, encoded.length - Hash.BYTES));
            String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            DurableFile.fill(beside, (key.format() + "\n" + secret + "\n").getBytes(US_ASCII));
            DurableFile.rename(beside, file);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failed) {
            throw new TranslogException("cannot write " + file, failed);
        }
    }

    /** Reads a key and tries it. */
    static NoteSigner read(Path file) {
        try {
            Set<String> others = Set.of("GROUP_READ", "GROUP_WRITE", "OTHERS_READ", "OTHERS_WRITE");
            if (Files.getPosixFilePermissions(file).stream().anyMatch(each -> others.contains(each.name()))) {
                throw new TranslogException(file + " can be read by others: chmod 600");
            }
            List<String> lines = Files.readAllLines(file, US_ASCII);
            if (lines.size() != 2) {
                throw new TranslogException(file + " holds no key");
            }
            byte[] secret = Base64.getDecoder().decode(lines.get(1));
            NoteSigner signer = new NoteSigner(
                    VerifierKey.parse(lines.get(0)),
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret)));
            Arrays.fill(secret, (byte) 0);
            new SignedNote(PROBE, List.of(signer.sign(PROBE, 0))).verified(List.of(signer.key()));
            return signer;
        } catch (IOException | Refused | GeneralSecurityException | IllegalArgumentException damaged) {
            throw new TranslogException(
                    file + " holds no key: " + damaged.getClass().getSimpleName());
        }
    }
}
