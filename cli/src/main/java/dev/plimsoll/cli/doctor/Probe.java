package dev.plimsoll.cli.doctor;

import java.util.List;

/** Looks at one thing of this machine, and changes nothing. */
@FunctionalInterface
interface Probe {
    List<Diagnosis> look();
}
