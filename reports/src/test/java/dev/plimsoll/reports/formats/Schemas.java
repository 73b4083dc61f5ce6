package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.plimsoll.suites.run.ResultsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** What is wrong with a file by its format's schema. */
final class Schemas {
    /** OASIS's own file, as the jar of sarif4j has it. */
    static final String SARIF = "/json/sarif-schema-2.1.0.json";

    private Schemas() {}

    static List<String> sarif(String text) throws IOException {
        return json(text, resource(Schemas.class, SARIF), SpecVersion.VersionFlag.V7);
    }

    static List<String> results(String text) throws IOException {
        return json(text, resource(ResultsFile.class, ResultsFile.SCHEMA), SpecVersion.VersionFlag.V202012);
    }

    static List<String> junit(String text) throws IOException {
        try (var schema = resource(Schemas.class, "junit.xsd")) {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.newSchema(new StreamSource(schema))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(text)));
            return List.of();
        } catch (SAXException e) {
            return List.of(e.toString());
        }
    }

    private static List<String> json(String text, InputStream schema, SpecVersion.VersionFlag version)
            throws IOException {
        try (schema) {
            return JsonSchemaFactory.getInstance(version)
                    .getSchema(schema)
                    .validate(
                            new ObjectMapper().readTree(text),
                            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                    .stream()
                    .map(ValidationMessage::toString)
                    .toList();
        }
    }

    private static InputStream resource(Class<?> beside, String name) {
        var stream = beside.getResourceAsStream(name);
        assertThat(stream).as(name).isNotNull();
        return Objects.requireNonNull(stream);
    }
}
