package dev.plimsoll.model.oci;

import java.util.List;
import java.util.Optional;

/**
 * The platform that a manifest of an index is for (OCI image specification, image index, "platform").
 *
 * @param architecture a GOARCH value, such as {@code amd64}
 * @param os a GOOS value, such as {@code linux}
 * @param variant of the processor, such as {@code v7}
 * @param osVersion such as {@code 10.0.14393.1066}
 * @param osFeatures such as {@code win32k}
 */
public record Platform(
        String architecture, String os, Optional<String> variant, Optional<String> osVersion, List<String> osFeatures) {
    public static final Platform LINUX_AMD64 = Platform.of("linux", "amd64");

    public Platform {
        osFeatures = List.copyOf(osFeatures);
    }

    public static Platform of(String os, String architecture) {
        return new Platform(architecture, os, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Parses {@code os/architecture[/variant]}, the form that {@code docker pull --platform} takes.
     *
     * @throws MalformedException if there are not two or three parts
     */
    public static Platform parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
            throw new MalformedException("not a platform (os/architecture[/variant], such as linux/amd64): " + text);
        }
        return new Platform(
                parts[1],
                parts[0],
                parts.length == 3 ? Optional.of(parts[2]) : Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * The same platform with its variant as containerd's platforms package normalises it: {@code arm64/v8} is
     * {@code arm64}, {@code amd64/v1} is {@code amd64}, {@code arm} is {@code arm/v7}, and arm's may lack the v.
     */
    public Platform normalised() {
        var normal = switch (architecture) {
            case "amd64" -> variant.filter(v -> !v.equals("v1"));
            case "arm64" -> variant.filter(v -> !v.equals("v8") && !v.equals("8"));
            case "arm" ->
                Optional.of(variant.map(v -> v.matches("[5-8]") ? "v" + v : v).orElse("v7"));
            default -> variant;
        };
        return normal.equals(variant) ? this : new Platform(architecture, os, normal, osVersion, osFeatures);
    }

    /** Whether an image for {@code candidate} is what this platform asked for: same system, architecture, variant. */
    public boolean accepts(Platform candidate) {
        var wanted = normalised();
        var offered = candidate.normalised();
        return wanted.os.equals(offered.os)
                && wanted.architecture.equals(offered.architecture)
                && wanted.variant.equals(offered.variant);
    }

    /** {@code os/architecture[/variant]}. */
    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }
}
