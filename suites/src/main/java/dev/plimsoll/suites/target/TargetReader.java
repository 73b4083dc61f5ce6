package dev.plimsoll.suites.target;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.peers.RegistryVariant;
import dev.plimsoll.suites.check.Capability;
import dev.plimsoll.suites.check.CheckId;
import dev.plimsoll.suites.target.Expectation.Expected;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a target's YAML file; every error names the file, the line or field, and what would be right. */
final class TargetReader {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern LINE = Pattern.compile("line ([0-9]+), column");

    private final Optional<Path> folder;
    private final String file;

    /** A reader of that file in that folder; without a folder, of one that comes with Plimsoll. */
    TargetReader(Optional<Path> folder, String id) {
        this.folder = folder;
        this.file = folder.map(f -> f.resolve(id + ".yaml").toString()).orElse("targets/" + id + ".yaml");
    }

    /** @throws ConfigurationException if the file is not as it should be */
    Target read(String yaml) {
        TargetFile written;
        try {
            written = MAPPER.readValue(yaml, TargetFile.class);
        } catch (UnrecognizedPropertyException e) {
            var known = e.getKnownPropertyIds() == null
                    ? ""
                    : e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw new ConfigurationException(file + lineOf(e.getPropertyName(), yaml) + ": unknown field \""
                    + e.getPropertyName() + "\"; known are " + known);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof JsonParseException broken) {
                throw notYaml(broken);
            }
            var field = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw new ConfigurationException(file + line(e)
                    + (field.isEmpty()
                            ? ": a target is fields and values"
                            : ": field \"" + field + "\" is of the wrong kind")
                    + "; compare targets/registry2.yaml");
        } catch (JsonProcessingException e) {
            throw notYaml(e);
        }
        if (written == null) {
            throw new ConfigurationException(file + ": empty; compare targets/dockerhub.yaml");
        }
        return target(written);
    }

    private ConfigurationException notYaml(JsonProcessingException e) {
        return new ConfigurationException(file + line(e) + ": not YAML: " + problem(e.getOriginalMessage()));
    }

    private Target target(TargetFile written) {
        var modes = choices(written.modes(), "modes", Mode.values(), Mode::yamlName);
        if (modes.isEmpty()) {
            throw error("modes", "is missing; give at least one of " + names(Mode.values(), Mode::yamlName));
        }
        if (modes.contains(Mode.REPLAY) && written.capture().isEmpty()) {
            throw error("capture", "is missing, but modes has replay");
        }
        if (modes.contains(Mode.PROCESS)
                && written.process().isEmpty()
                && written.variant().isEmpty()) {
            throw error("process", "is missing, but modes has process; or give variant");
        }
        if (modes.contains(Mode.CONTAINER) && written.container().isEmpty()) {
            throw error("container", "is missing, but modes has container");
        }
        if (modes.contains(Mode.LIVE) && written.image().isEmpty()) {
            throw error("image", "is missing, but modes has live; it is what to pull, such as registry.test/name:tag");
        }
        if (!modes.contains(Mode.LIVE)) {
            requireAbsent(written.driven(), "driven");
            requireAbsent(written.ca(), "ca");
            requireAbsent(written.login(), "login");
        } else if (modes.equals(List.of(Mode.LIVE))
                && written.writable().orElse(false)
                && !written.driven().orElse(false)) {
            throw error("writable", "is true, but without driven: true no check sends anything to a live registry");
        }
        if (written.writable().orElse(false) && modes.equals(List.of(Mode.REPLAY))) {
            throw error("writable", "is true, but a replay, the only one of modes, is never written to");
        }
        return new Target(
                folder,
                required(written.id(), "id"),
                required(written.title(), "title"),
                url(required(written.registry(), "registry")),
                written.capture(),
                modes,
                Set.copyOf(choices(written.capabilities(), "capabilities", Capability.values(), Capability::yamlName)),
                written.writable().orElse(false),
                limit(written),
                written.process().map(this::program),
                written.variant().map(this::variant),
                written.container().map(this::container),
                written.image().map(image -> live(image, written)),
                written.expectations().orElse(List.of()).stream()
                        .map(this::expectation)
                        .toList());
    }

    private long limit(TargetFile written) {
        long limit = written.maxWrittenBytes().orElse(Target.DEFAULT_WRITTEN_BYTES);
        if (limit < 1) {
            throw error("maxWrittenBytes", "is " + limit + "; it is a number of bytes, at least 1");
        }
        if (written.maxWrittenBytes().isPresent() && !written.writable().orElse(false)) {
            throw error("maxWrittenBytes", "says how much may be written, but writable is not true");
        }
        return limit;
    }

    private RegistryProgram program(TargetFile.Program process) {
        var name = required(process.program(), "process.program");
        return new RegistryProgram(
                name,
                process.remedy().orElse("put " + name + " on the PATH"),
                process.arguments().orElse(List.of()),
                required(process.configuration(), "process.configuration"));
    }

    private RegistryVariant variant(String text) {
        return choices(Optional.of(List.of(text)), "variant", RegistryVariant.values(), RegistryVariant::id)
                .get(0);
    }

    private ContainerImage container(TargetFile.Container container) {
        int port = container.port().orElseThrow(() -> error("container.port", "is missing"));
        if (container.configuration().isPresent()
                != container.configurationPath().isPresent()) {
            throw error("container", "has only one of configuration and configurationPath");
        }
        return new ContainerImage(
                required(container.image(), "container.image"),
                port,
                container.configurationPath(),
                container.configuration());
    }

    private void requireAbsent(Optional<?> value, String field) {
        if (value.isPresent()) {
            throw error(field, "says how a live registry is asked, but modes does not have live");
        }
    }

    private LiveRegistry live(String image, TargetFile written) {
        var login = written.login();
        return new LiveRegistry(
                image(image),
                written.driven().orElse(false),
                written.ca()
                        .map(file -> folder.orElse(Path.of("")).resolve(file))
                        .map(TrustedCertificates::read)
                        .orElse(List.of()),
                login.map(l -> required(l.user(), "login.user")).orElse(LiveRegistry.USER),
                login.map(l -> required(l.password(), "login.password")).orElse(LiveRegistry.PASSWORD));
    }

    private Reference image(String text) {
        try {
            return Reference.parse(text);
        } catch (MalformedException e) {
            throw error("image", String.valueOf(e.getMessage()));
        }
    }

    private Expectation expectation(TargetFile.Deviation deviation) {
        var id = required(deviation.check(), "expectations.check");
        try {
            return new Expectation(
                    new CheckId(id),
                    deviation.subject().orElse("registry"),
                    choices(
                                    Optional.of(List.of(deviation.outcome().orElse(Expected.VIOLATES.yamlName()))),
                                    "expectations.outcome",
                                    Expected.values(),
                                    Expected::yamlName)
                            .get(0),
                    required(deviation.reason(), "expectations.reason of " + id),
                    required(deviation.source(), "expectations.source of " + id),
                    deviation.expires().map(text -> date(text, id)));
        } catch (IllegalArgumentException e) {
            throw error("expectations.check", String.valueOf(e.getMessage()));
        }
    }

    private LocalDate date(String text, String id) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw error("expectations.expires of " + id, "has \"" + text + "\", which is no date such as 2027-01-31");
        }
    }

    private HttpUrl url(String text) {
        try {
            return HttpUrl.parse(text);
        } catch (MalformedException e) {
            throw error("registry", String.valueOf(e.getMessage()));
        }
    }

    private <E extends Enum<E>> List<E> choices(
            Optional<List<String>> written, String field, E[] known, Function<E, String> name) {
        return written.orElse(List.of()).stream()
                .map(text -> Stream.of(known)
                        .filter(choice -> name.apply(choice).equals(text))
                        .findFirst()
                        .orElseThrow(() -> error(field, "has \"" + text + "\"; known are " + names(known, name))))
                .toList();
    }

    private static <E> String names(E[] known, Function<E, String> name) {
        return Stream.of(known).map(name).collect(Collectors.joining(", "));
    }

    private String required(Optional<String> value, String field) {
        return value.filter(text -> !text.isBlank()).orElseThrow(() -> error(field, "is missing"));
    }

    private ConfigurationException error(String field, String what) {
        return new ConfigurationException(file + ": field \"" + field + "\" " + what);
    }

    /** Where a field stands; Jackson notices an unknown one only at the end of its object. */
    private static String lineOf(String field, String yaml) {
        var lines = yaml.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].matches("[\\s-]*" + Pattern.quote(field) + "\\s*:.*")) {
                return ", line " + (i + 1);
            }
        }
        return "";
    }

    /** The parser's own word for the place is the nearer one: Jackson's is where the last good token began. */
    private static String line(JsonProcessingException e) {
        var told = LINE.matcher(e.getOriginalMessage()).results().reduce((first, second) -> second);
        if (told.isPresent()) {
            return ", line " + told.get().group(1);
        }
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    }

    /** The parser tells what it was doing, what it found, and between them shows the lines: these are left out. */
    private static String problem(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }
}
