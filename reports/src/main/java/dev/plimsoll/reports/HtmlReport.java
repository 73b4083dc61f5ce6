package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Page;
import dev.plimsoll.suites.run.RunRecord;
import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * The conformance report: one HTML file that needs no network and no other file. The same record gives the same bytes.
 * Everything in the record is taken as hostile: it is escaped, its hidden characters are made visible, and whatever
 * still looks like a secret is masked.
 */
public final class HtmlReport {
    /** What the file is called. */
    public static final String NAME = "index.html";
    /** How many exchanges a result shows unless told otherwise; a few megabytes are what a browser opens at once. */
    public static final int EXCHANGES_PER_RESULT = 12;

    private static final String TEMPLATES = "/dev/plimsoll/reports/templates";
    private static final Configuration FREEMARKER = configuration();
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private HtmlReport() {}

    /** Writes the report into that folder, which is created if it is missing. @return the file */
    public static Path write(RunRecord run, Path directory) throws IOException {
        return write(run, directory, EXCHANGES_PER_RESULT);
    }

    /**
     * Writes the report into that folder, which is created if it is missing.
     *
     * @param exchangesPerResult how many exchanges a result shows at most, those of its findings first
     * @return the file
     */
    public static Path write(RunRecord run, Path directory, int exchangesPerResult) throws IOException {
        if (exchangesPerResult < 1) {
            throw new IllegalArgumentException("exchanges per result: at least 1, not " + exchangesPerResult);
        }
        var html = render(Pages.of(run, exchangesPerResult));
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(NAME), html);
    }

    private static String render(Page page) {
        var html = new StringWriter();
        try {
            var model = Map.of("page", page, "style", STYLE, "script", SCRIPT, "policy", policy());
            FREEMARKER.getTemplate("report.ftlh").process(model, html);
        } catch (TemplateException | IOException e) {
            throw new IllegalStateException("the report's own templates are broken", e);
        }
        return html.toString();
    }

    /** Only our own style and script, by their hashes: nothing else in the page could run or load anything. */
    private static String policy() {
        return "default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '" + hash(SCRIPT)
                + "'; base-uri 'none'; form-action 'none'";
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
        configuration.setTemplateLoader(new ClassTemplateLoader(HtmlReport.class, TEMPLATES));
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
        try (var stream = HtmlReport.class.getResourceAsStream(TEMPLATES + "/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
