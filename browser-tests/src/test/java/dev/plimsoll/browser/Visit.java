package dev.plimsoll.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One person's look at a report, from disk. When it ends it asserts that no page said anything to the console, raised an
 * error, opened a dialog, or asked for anything but the pages of the report themselves.
 */
final class Visit implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final String root;
    private final List<String> complaints = new ArrayList<>();

    Visit(BrowserContext context, Path report) {
        this.context = context;
        root = report.toAbsolutePath().normalize().toUri().toString();
        context.onConsoleMessage(message -> complaints.add("console: " + message.text()));
        context.onWebError(error -> complaints.add("error: " + error.error()));
        context.onDialog(this::refuse);
        context.onRequest(this::watch);
        page = context.newPage();
    }

    private void refuse(Dialog dialog) {
        complaints.add("dialog: " + dialog.message());
        dialog.dismiss();
    }

    private void watch(Request request) {
        if (!request.isNavigationRequest() || !request.url().startsWith(root)) {
            complaints.add("request: " + request.method() + " " + request.url());
        }
    }

    BrowserContext context() {
        return context;
    }

    Page page() {
        return page;
    }

    /** Opens a page of the report. */
    Visit open(String file) {
        page.navigate(root + file);
        return this;
    }

    /** Where it is now, from the report's folder on. */
    String place() {
        assertThat(page.url()).startsWith(root);
        return page.url().substring(root.length());
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** What the browser makes of the colours. */
    String background() {
        return String.valueOf(page.evaluate("() => getComputedStyle(document.body).backgroundColor"));
    }

    /** Whether the top of it can be seen without scrolling. */
    boolean isInView(Locator element) {
        var box = element.boundingBox();
        return box.y >= -1 && box.y < page.viewportSize().height;
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the pages of %s did unasked", root).isEmpty();
    }
}
