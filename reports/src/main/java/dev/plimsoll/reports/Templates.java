package dev.plimsoll.reports;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Fills in the templates of the report's pages. Each page carries its style sheet and its scripts in itself. */
final class Templates {
    private static final String TEMPLATES = "/dev/plimsoll/reports/templates";
    private static final Configuration FREEMARKER = configuration();
    private static final String EARLY = resource("theme.js");
    private static final Assets PLAIN = new Assets(resource("report.css"), resource("report.js"));

    private Templates() {}

    /**
     * The style sheet and the script of a page, besides the one that sets the theme before anything is drawn. The
     * policy lets nothing else in the page run, and lets it load nothing at all.
     */
    record Assets(String style, String script, String policy) {
        private Assets(String style, String script) {
            this(
                    style,
                    script,
                    "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(EARLY) + "' '"
                            + hash(script) + "'; base-uri 'none'; form-action 'none'");
        }

        /** The style of every page, and after it this; the script of every page. */
        static Assets styled(String style) {
            return new Assets(PLAIN.style() + resource(style), PLAIN.script());
        }

        /** Those of every page, and after them these. */
        static Assets with(String style, String script) {
            return new Assets(PLAIN.style() + resource(style), PLAIN.script() + resource(script));
        }
    }

    /** A page with the style and the script that all have. */
    static String page(String template, Map<String, ?> model) {
        return page(template, model, PLAIN);
    }

    /**
     * A page that may load nothing, and run nothing but the report's own scripts.
     *
     * @param model what the template names; besides it has {@code style}, {@code theme}, {@code script} and
     *     {@code policy}
     */
    static String page(String template, Map<String, ?> model, Assets assets) {
        var all = new HashMap<String, Object>(model);
        all.put("style", assets.style());
        all.put("theme", EARLY);
        all.put("script", assets.script());
        all.put("policy", assets.policy());
        return part(template, all);
    }

    /** A part of a page. */
    static String part(String template, Map<String, ?> model) {
        var html = new StringWriter();
        try {
            FREEMARKER.getTemplate(template).process(model, html);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("the report's own templates are broken", e);
        }
        return html.toString();
    }

    private static String hash(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Configuration configuration() {
        var configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setTemplateLoader(new ClassTemplateLoader(Templates.class, TEMPLATES));
        configuration.setObjectWrapper(new OptionalWrapper());
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setLocalizedLookup(false);
        configuration.setNumberFormat("computer");
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return configuration;
    }

    private static String resource(String name) {
        try (var stream = Templates.class.getResourceAsStream(TEMPLATES + "/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
