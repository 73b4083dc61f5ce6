package dev.plimsoll.suites.run;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.ContainerImage;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.MinimumDurationRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A registry in a container of its own; ends with {@link #close}. */
final class RegistryContainer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern FATAL = Pattern.compile("\\b(error|fatal|panic)\\b");

    private final GenericContainer<?> container;
    private final int port;

    private RegistryContainer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /** Why a container of the image cannot be had; nothing if it should start. */
    static Optional<String> absence(ContainerImage image) {
        return DockerEngine.absence(System.getenv(), image.image());
    }

    /** @throws ConfigurationException if there is no engine, or no such image, or the registry does not answer */
    static RegistryContainer start(ContainerImage image) {
        absence(image).ifPresent(why -> {
            throw new ConfigurationException(why);
        });
        var log = new ToStringConsumer();
        var container = container(image).withLogConsumer(log);
        try {
            container.start();
            return new RegistryContainer(container, image.port());
        } catch (ContainerLaunchException | ContainerFetchException | IllegalStateException e) {
            container.close();
            throw new ConfigurationException(
                    "the container of " + image.image() + " does not start: " + rootOf(e)
                            + reasonIn(log.toUtf8String()),
                    e);
        }
    }

    private static GenericContainer<?> container(ContainerImage image) {
        var container = new GenericContainer<>(DockerImageName.parse(image.image()))
                .withExposedPorts(image.port())
                .withCreateContainerCmdModifier(command -> onLoopback(command, image.port()))
                .waitingFor(Wait.forHttp("/v2/").forStatusCodeMatching(status -> status == 200 || status == 401))
                // Ends at once, if its configuration is wrong: then nobody need wait for an answer.
                .withStartupCheckStrategy(new MinimumDurationRunningStartupCheckStrategy(Duration.ofSeconds(1)))
                .withStartupTimeout(LIMIT);
        image.configuration()
                .ifPresent(configuration -> container.withCopyToContainer(
                        Transferable.of(configuration),
                        image.configurationPath().orElseThrow()));
        return container;
    }

    /** A port on every address of this machine, as Testcontainers (2.0.5) publishes it, is open to the network. */
    private static void onLoopback(CreateContainerCmd command, int port) {
        Optional.ofNullable(command.getHostConfig())
                .ifPresent(host -> host.withPortBindings(
                        new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port))));
    }

    /** What the registry said of its end, such as what is wrong in its configuration; all else is usage and routine. */
    private static String reasonIn(String log) {
        return log.lines()
                .filter(line -> FATAL.matcher(line).find())
                .findFirst()
                .map(line -> "; it said: " + line.strip())
                .orElse("");
    }

    private static String rootOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** On this machine by number: a name may lead to another address. */
    Origin origin() {
        var host = container.getHost();
        return new Origin("http", host.equals("localhost") ? "127.0.0.1" : host, container.getMappedPort(port));
    }

    @Override
    public void close() {
        container.close();
    }
}
