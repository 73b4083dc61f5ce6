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

/** Fills in the templates of the report's pages. Each page carries its style sheet and its script in itself. */
final class Templates {
    private static final String TEMPLATES = "/dev/plimsoll/reports/templates";
    private static final Configuration FREEMARKER = configuration();
    private static final Look REPORT = new Look(resource("report.css"), resource("report.js"));
    private static final Look PULL = new Look(REPORT.style() + resource("pull.css"), resource("pull.js"));

    private Templates() {}

    /**
     * A page that may load nothing, and run nothing but the report's own script.
     *
     * @param model what the template names; besides it has {@code style}, {@code script} and {@code policy}
     */
    static String page(String template, Map<String, ?> model) {
        return page(template, REPORT, model);
    }

    /** The page of a pull, which has a script of its own, and more style. */
    static String pullPage(Map<String, ?> model) {
        return page("pull.ftlh", PULL, model);
    }

    /** What a page carries in itself. */
    private record Look(String style, String script) {
        /** Only our own style and script, by their hashes: nothing else in the page could run or load anything. */
        String policy() {
            return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                    + "'; base-uri 'none'; form-action 'none'";
        }
    }

    private static String page(String template, Look look, Map<String, ?> model) {
        var html = new StringWriter();
        var all = new HashMap<String, Object>(model);
        all.put("style", look.style());
        all.put("script", look.script());
        all.put("policy", look.policy());
        try {
            FREEMARKER.getTemplate(template).process(all, html);
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
