package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Origin;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.ContainerImage;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A registry in a container of its own; ends with {@link #close}. */
final class RegistryContainer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final GenericContainer<?> container;
    private final int port;

    private RegistryContainer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /** Why containers cannot be had; nothing if they can. */
    static Optional<String> absence() {
        return DockerEngine.absence(Optional.ofNullable(System.getenv(DockerEngine.HOST)));
    }

    /** @throws ConfigurationException if there is no engine, or no such image, or the registry does not answer */
    static RegistryContainer start(ContainerImage image) {
        absence().ifPresent(why -> {
            throw new ConfigurationException(why);
        });
        var container = container(image);
        try {
            container.start();
            return new RegistryContainer(container, image.port());
        } catch (ContainerLaunchException | IllegalStateException e) {
            container.close();
            throw new ConfigurationException("the container of " + image.image() + " does not start: " + rootOf(e), e);
        }
    }

    private static GenericContainer<?> container(ContainerImage image) {
        var container = new GenericContainer<>(DockerImageName.parse(image.image()))
                .withExposedPorts(image.port())
                .waitingFor(Wait.forHttp("/v2/").forStatusCodeMatching(status -> status == 200 || status == 401))
                .withStartupTimeout(LIMIT);
        image.configuration()
                .ifPresent(configuration -> container.withCopyToContainer(
                        Transferable.of(configuration),
                        image.configurationPath().orElseThrow()));
        return container;
    }

    private static String rootOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** By number: a name may lead to another address. */
    Origin origin() {
        return new Origin("http", "127.0.0.1", container.getMappedPort(port));
    }

    @Override
    public void close() {
        container.close();
    }
}
