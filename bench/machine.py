"""What the machine is and how busy it is; what a process has cost."""

import os
import re
import resource
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
#: Above this 1-minute load somebody else is at work, and figures are theirs as well as ours.
BUSY = 1.5


def load():
    return os.getloadavg()[0]


def busy_share(seconds=0.5):
    """The share of all CPUs (0 to 1) that is busy while nothing of the benchmark runs, and stolen time with it."""

    def sample():
        fields = [int(value) for value in open("/proc/stat").readline().split()[1:9]]
        return sum(fields), fields[3] + fields[4]

    total, idle = sample()
    time.sleep(seconds)
    later_total, later_idle = sample()
    return 1 - (later_idle - idle) / max(1, later_total - total)


def tree(pid):
    """A process and those that it has started."""
    found = [pid]
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            for child in open(f"/proc/{pid}/task/{thread}/children").read().split():
                found += tree(int(child))
    except FileNotFoundError:
        pass
    return found


def cpu_seconds(pid):
    """User and system time so far of a process and its children."""
    total = 0
    for one in tree(pid):
        try:
            fields = open(f"/proc/{one}/stat").read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except FileNotFoundError:
            pass
    return total / TICKS


def children_cpu_seconds():
    """User and system time of the children of this process that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def peak_rss_mib(pid):
    """The most memory that a process has had resident, in MiB (VmHWM)."""
    text = open(f"/proc/{pid}/status").read()
    return int(re.search(r"VmHWM:\s+(\d+) kB", text).group(1)) / 1024


def reset_peak(pid):
    """Lets VmHWM begin anew."""
    with open(f"/proc/{pid}/clear_refs", "w") as file:
        file.write("5")


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        return "not installed"
    return ((done.stdout + done.stderr).strip().splitlines() or [""])[0]


def describe(mitmdump):
    cpu = re.search(r"model name\s*:\s*(.*)", open("/proc/cpuinfo").read())
    memory = int(re.search(r"MemTotal:\s+(\d+)", open("/proc/meminfo").read()).group(1)) / 1024 / 1024
    return {
        "cpu": f"{os.cpu_count()} x {cpu.group(1) if cpu else 'unknown'}",
        "memory": f"{memory:.0f} GiB",
        "kernel": os.uname().release,
        "java": first_line("java", "-version"),
        "nginx": first_line("nginx", "-v"),
        "curl": first_line("curl", "--version"),
        "mitmproxy": first_line(mitmdump, "--version"),
        "wrk": first_line("wrk", "-v"),
        "WireMock": "wiremock-standalone 3.13.2",
    }
