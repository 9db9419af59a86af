package kz.sandyq.operator.facts;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** A QR code (ISO/IEC 18004) as a picture for a page. */
final class QrCode {
    private static final int PIXELS_A_MODULE = 6;
    private static final int WHITE = 0xFFFFFF;
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4);

    private QrCode() {}

    /** The text as a data address with a PNG. */
    static String dataAddress(String text) {
        try {
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture(modules), "png", png);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static BufferedImage picture(BitMatrix modules) {
        int size = modules.getWidth() * PIXELS_A_MODULE;
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (!modules.get(x / PIXELS_A_MODULE, y / PIXELS_A_MODULE)) {
                    picture.setRGB(x, y, WHITE);
                }
            }
        }
        return picture;
    }
}
