package dev.plimsoll.suites.run;

import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.peers.seed.Seeded;
import dev.plimsoll.suites.check.Sample;
import java.util.Optional;

/** The image that a registry started here is seeded with, as checks ask for it. */
final class SeedSample {
    private SeedSample() {}

    /** In Docker's formats, as a registry that knows schema 1 can rewrite them. */
    static Sample of(Seeded seeded) {
        var image = seeded.docker().on(Platform.LINUX_AMD64);
        return new Sample(
                seeded.repository(),
                seeded.docker().tag(),
                Optional.of(seeded.docker().descriptor().digest()),
                image.manifest(),
                image.config(),
                image.layers().get(0));
    }
}
