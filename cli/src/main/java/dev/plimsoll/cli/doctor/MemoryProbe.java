package dev.plimsoll.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Memory, in bytes.
 *
 * @param heap what the virtual machine takes at most
 * @param machine what the machine, or the container, has
 */
record MemoryProbe(long heap, long machine) implements Probe {
    /** With less a report of many runs does not fit. */
    private static final long ENOUGH = 256L << 20;

    static MemoryProbe ofThisProcess() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MemoryProbe(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize());
    }

    @Override
    public List<Diagnosis> look() {
        var found = Bytes.shown(heap) + " at most for Java, of " + Bytes.shown(machine);
        var purpose = "captures and reports are held in memory";
        return List.of(
                heap < ENOUGH
                        ? Diagnosis.warning("memory", found, purpose, "PLIMSOLL_JAVA_OPTS=-Xmx512m ./plimsoll ...")
                        : Diagnosis.ok("memory", found, purpose));
    }
}
