package kz.sandyq.operator.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import kz.sandyq.cluster.BackupFault;

/**
 * Small secret files in one, encrypted with a passphrase: {@code SANDYQ KEYS 1\n}, salt (16), nonce (12), then AES-256
 * in GCM over how many files there are (4) and each with name and content, both after their length. The key is
 * PBKDF2-HMAC-SHA256 of the passphrase, 1,000,000 rounds; what stands before is authenticated as well.
 */
final class SealedKeys {
    private static final byte[] MAGIC = "SANDYQ KEYS 1\n".getBytes(US_ASCII);
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final int ROUNDS = 1_000_000;
    private static final int SHORTEST = 12;

    private SealedKeys() {}

    /**
     * The passphrase that a file holds, without the end of its line.
     *
     * @throws BackupFault PASSPHRASE_MISSING, PASSPHRASE_OPEN when others may read it, PASSPHRASE_SHORT below 12
     *     characters
     */
    static char[] passphrase(Path file) throws BackupFault, IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupFault("PASSPHRASE_MISSING", file.toString());
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(SealedKeys::isOthers)) {
            throw new BackupFault("PASSPHRASE_OPEN", file.toString());
        }
        String text = Files.readString(file).strip();
        if (text.length() < SHORTEST) {
            throw new BackupFault("PASSPHRASE_SHORT", file.toString(), String.valueOf(SHORTEST));
        }
        return text.toCharArray();
    }

    private static boolean isOthers(PosixFilePermission permission) {
        return !permission.name().startsWith("OWNER_");
    }

    /** Seals files by their names into a new file that only its owner reads, for good. */
    static void write(Path file, char[] passphrase, SortedMap<String, byte[]> files) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(plain);
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue().length);
            out.write(each.getValue());
        }
        byte[] head = new byte[MAGIC.length + SALT + NONCE];
        new SecureRandom().nextBytes(head);
        System.arraycopy(MAGIC, 0, head, 0, MAGIC.length);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, passphrase, head).doFinal(plain.toByteArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(head.length + sealed.length)
                    .put(head)
                    .put(sealed)
                    .flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Opens them.
     *
     * @return content by name
     * @throws BackupFault KEYS_NOT_OPENED when the passphrase is another one or a byte was changed
     */
    static SortedMap<String, byte[]> read(Path file, char[] passphrase) throws BackupFault, IOException {
        byte[] all = Files.readAllBytes(file);
        int begin = MAGIC.length + SALT + NONCE;
        if (all.length < begin || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new BackupFault("KEYS_NOT_OPENED", file.toString());
        }
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, passphrase, Arrays.copyOf(all, begin))
                    .doFinal(all, begin, all.length - begin);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                files.put(name, in.readNBytes(in.readInt()));
            }
            return files;
        } catch (AEADBadTagException wrong) {
            throw new BackupFault("KEYS_NOT_OPENED", file.toString());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] head) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOfRange(head, MAGIC.length, MAGIC.length + SALT);
        byte[] nonce = Arrays.copyOfRange(head, MAGIC.length + SALT, head.length);
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, ROUNDS, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        Arrays.fill(key, (byte) 0);
        return cipher;
    }
}
