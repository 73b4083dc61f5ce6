package dev.plimsoll.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser for all tests, and one of each report. */
final class BrowserExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Chromium.class || type == SampleReports.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(NAMESPACE);
        if (parameter.getParameter().getType() == SampleReports.class) {
            return store.computeIfAbsent(SampleReports.class, key -> new SampleReports(), SampleReports.class);
        }
        var program =
                Programs.need(Chromium.program(), "no chromium is on the PATH, and the variable CHROMIUM names none");
        return store.computeIfAbsent(Chromium.class, key -> Chromium.start(program), Chromium.class);
    }
}
