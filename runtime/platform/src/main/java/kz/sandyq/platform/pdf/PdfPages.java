package kz.sandyq.platform.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.convert.ConversionService;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/**
 * PDF from a Thymeleaf template that is well-formed XHTML with its styles in a {@code style} element. The font is
 * DejaVu, which has the Kazakh letters and the tenge sign. A template loads nothing from anywhere;
 * a picture is a data address with a PNG.
 */
@Component
public class PdfPages {
    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

    /** A picture that stands in the template's model itself. */
    private static final String PICTURE = "data:image/png;base64,";

    private final SpringTemplateEngine templates;
    private final ApplicationContext application;
    private final ConversionService conversions;

    PdfPages(SpringTemplateEngine templates, ApplicationContext application, ConversionService mvcConversionService) {
        this.templates = templates;
        this.application = application;
        this.conversions = mvcConversionService;
    }

    /**
     * The PDF of a template in a language.
     *
     * @param template name without suffix, e.g. {@code register/extract-pdf}
     */
    public byte[] render(String template, Map<String, Object> model, Locale locale) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        try {
            LocaleContextHolder.setLocale(locale);
            Context context = new Context(locale, model);
            context.setVariable(
                    ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                    new ThymeleafEvaluationContext(application, conversions));
            return pdf(templates.process(template, context));
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    private static byte[] pdf(String html) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(html, "about:blank");
        builder.useFont(() -> font("DejaVuSans.ttf"), "DejaVu Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("DejaVuSans-Bold.ttf"), "DejaVu Sans", 700, FontStyle.NORMAL, true);
        builder.useExternalResourceAccessControl(
                (uri, type) -> uri.startsWith(PICTURE), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.toStream(target);
        try {
            builder.run();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return target.toByteArray();
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(PdfPages.class.getResourceAsStream(FONTS + file), file);
    }
}
