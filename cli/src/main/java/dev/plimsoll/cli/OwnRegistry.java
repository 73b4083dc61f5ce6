package dev.plimsoll.cli;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.LiveRegistry;
import dev.plimsoll.suites.target.Target;
import dev.plimsoll.suites.target.TrustedCertificates;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A registry that is named on the command line, in the place of a target's file. */
final class OwnRegistry {
    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = {
                "In the place of --target: a registry of your own, such as https://registry.example.com. It is pulled from",
                "and then asked some hundred times."
            })
    private Optional<String> registry = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "NAME:TAG",
            description = "With --registry: an image that it has. A small one will do.")
    private Optional<String> image = Optional.empty();

    @Option(
            names = "--writable",
            description = {
                "With --registry: checks may push to it and delete from it, each in a repository plimsoll-<8 hex>/… of",
                "its own. Without it nothing is ever written."
            })
    private boolean writable;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "With --registry: trust these certificates (PEM) besides the system's.")
    private Optional<Path> authority = Optional.empty();

    /**
     * The target that is described, if one is.
     *
     * @throws ConfigurationException if only a part of it is, or a part is wrong
     */
    Optional<Target> target() {
        if (registry.isEmpty()) {
            if (image.isPresent() || writable || authority.isPresent()) {
                throw new ConfigurationException("--image, --writable and --ca go with --registry URL");
            }
            return Optional.empty();
        }
        var url = url(registry.get());
        var live = new LiveRegistry(
                reference(url),
                true,
                authority.map(TrustedCertificates::read).orElse(List.of()),
                LiveRegistry.USER,
                LiveRegistry.PASSWORD);
        var id = url.origin().authority().replaceAll("[^A-Za-z0-9.-]", "-");
        return Optional.of(Target.unlisted(id, url, live, writable));
    }

    private static HttpUrl url(String text) {
        try {
            var url = HttpUrl.parse(text);
            if (url.target().length() > 1) {
                throw new ConfigurationException(
                        "--registry \"" + text + "\" has a path; give the origin alone: " + url.origin());
            }
            return url;
        } catch (MalformedException e) {
            throw new ConfigurationException("--registry \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private Reference reference(HttpUrl url) {
        var name = image.orElseThrow(() -> new ConfigurationException(
                "--registry needs --image NAME:TAG, an image that it has, to know what to ask for"));
        try {
            return Reference.parse(url.origin().authority() + "/" + name);
        } catch (MalformedException e) {
            throw new ConfigurationException("--image \"" + name + "\": " + e.getMessage(), e);
        }
    }
}
