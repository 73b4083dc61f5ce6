package dev.plimsoll.suites.target;

import java.util.Locale;

/** How a target is had. */
public enum Mode {
    /** Its capture is served by the replay server in this process. */
    REPLAY,
    /** Its program is found on the PATH and started on a free port. */
    PROCESS,
    /** Its image is run by a Docker engine. */
    CONTAINER,
    /** It is asked over the network for one image. */
    LIVE;

    /** The name in a target's YAML file and on the command line. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
