package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsSchemaTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theSchemaThatIsPublishedIsTheOneInTheJar() throws IOException {
        assertThat(Path.of("../docs/schemas/results-1.schema.json"))
                .hasContent(new String(resource(ResultsFile.SCHEMA).readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void theGoldenFileIsValid() throws IOException {
        assertThat(schema().validate(golden())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dockerhub", "gcr", "quay", "aliyun-mirror", "registry2"})
    void theResultsOfARealRunAreValid(String target) throws IOException {
        var run = new Runner(RunListener.SILENT, Clock.systemUTC())
                .run(RunRequest.of(
                        Targets.bundled().load(target),
                        Optional.of(Mode.REPLAY),
                        Selection.of("*").checks(),
                        false,
                        folder,
                        Optional.empty()));
        var file = folder.resolve(ResultsFile.NAME);
        ResultsFile.write(run, file);

        assertThat(run.results()).hasSizeGreaterThan(300);
        assertThat(schema().validate(JSON.readTree(file.toFile()))).isEmpty();
    }

    static Stream<Consumer<ObjectNode>> faults() {
        return Stream.of(
                file -> file.remove("verdict"),
                file -> file.put("format", "2.0"),
                file -> file.put("started", 1_763_719_200),
                file -> file.put("started", "yesterday"),
                file -> file.put("durationMillis", -1),
                file -> file.put("strict", "yes"),
                file -> file.putNull("mode"),
                file -> file.withArray("results").add("a result"),
                file -> result(file).remove("findings"),
                file -> result(file).putArray("findings"),
                file -> result(file).put("check", "no topic"),
                file -> result(file).put("grade", ""),
                file -> result(file).putArray("exchanges").add("first"),
                file -> result(file).withObject("clause").remove("link"),
                file -> exchange(file).put("status", "many"),
                file -> exchange(file).withArray("requestFields").add("Host: registry.example"),
                file -> ((ArrayNode) exchange(file).at("/requestFields/0")).add("more"),
                file -> exchange(file).put("lastByteMillis", "soon"),
                file -> file.withObject("pull").put("layers", "five"),
                file -> file.withObject("timing").remove("slowest"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aBrokenOneIsNotValid(Consumer<ObjectNode> fault) throws IOException {
        var file = golden();
        fault.accept(file);

        assertThat(schema().validate(file)).isNotEmpty();
    }

    @Test
    void aNewerMinorVersionMayAddFieldsAndValues() throws IOException {
        var file = golden().put("format", "1.9").put("weather", "rain").put("mode", "telepathy");
        result(file).put("grade", "DOUBTFUL").put("colour", "green");

        assertThat(schema().validate(file)).isEmpty();
    }

    @Test
    void anOlderMinorVersionLacksWhatCameLater() throws IOException {
        var file = golden().put("format", "1.0");
        file.remove("timing");
        exchange(file).remove(List.of("started", "lastByteMillis", "connection"));
        file.withObject("pull").remove("transcript");

        assertThat(schema().validate(file)).isEmpty();
    }

    @Test
    void itListsTheValuesThatThereAre() throws IOException {
        assertThat(listed("/$defs/result/properties/grade")).isEqualTo(names(Grade.values()));
        assertThat(listed("/$defs/result/properties/level")).isEqualTo(names(Level.values()));
        assertThat(listed("/$defs/result/properties/party")).isEqualTo(names(Party.values()));
        assertThat(listed("/$defs/exchange/properties/end")).isEqualTo(names(BodyEnd.values()));
        assertThat(listed("/properties/mode"))
                .isEqualTo(Stream.of(Mode.values())
                        .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyFieldIsDescribedAndNoneIsForgotten() throws IOException {
        var undescribed = new ArrayList<String>();
        undescribed("", JSON.readTree(resource(ResultsFile.SCHEMA)), undescribed);

        assertThat(undescribed).isEmpty();
        assertThat(components("/properties")).isEqualTo(components(RunRecord.class));
        assertThat(components("/$defs/result/properties")).isEqualTo(components(RunRecord.ResultRecord.class));
        assertThat(components("/$defs/exchange/properties")).isEqualTo(components(RunRecord.ExchangeRecord.class));
        assertThat(components("/$defs/pull/properties")).isEqualTo(components(RunRecord.PullRecord.class));
        assertThat(components("/$defs/timing/properties")).isEqualTo(components(RunRecord.TimingRecord.class));
    }

    private static void undescribed(String path, JsonNode node, List<String> found) {
        for (var entry : node.path("properties").properties()) {
            if (node.has("type") && !entry.getValue().has("description")) {
                found.add(path + "/" + entry.getKey());
            }
        }
        node.properties().forEach(entry -> undescribed(path + "/" + entry.getKey(), entry.getValue(), found));
    }

    private static List<String> components(String pointer) throws IOException {
        return JSON.readTree(resource(ResultsFile.SCHEMA)).at(pointer).properties().stream()
                .map(entry -> entry.getKey())
                .toList();
    }

    private static List<String> components(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }

    private static List<String> listed(String pointer) throws IOException {
        var values = new ArrayList<String>();
        JSON.readTree(resource(ResultsFile.SCHEMA))
                .at(pointer + "/anyOf/0/enum")
                .forEach(value -> values.add(value.asText()));
        return values;
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static ObjectNode result(ObjectNode file) {
        return (ObjectNode) file.at("/results/0");
    }

    private static ObjectNode exchange(ObjectNode file) {
        return (ObjectNode) file.at("/transcripts/pull/0");
    }

    private static ObjectNode golden() throws IOException {
        return (ObjectNode) JSON.readTree(resource("results.json"));
    }

    private static JsonSchema schema() throws IOException {
        try (var stream = resource(ResultsFile.SCHEMA)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(stream);
        }
    }

    private static InputStream resource(String name) {
        var stream = ResultsFile.class.getResourceAsStream(name);
        assertThat(stream).as(name).isNotNull();
        return Objects.requireNonNull(stream);
    }
}
