"""The peak memory of this program, in bytes, written to file descriptor 3 as bench/peak.ts does."""
import os
import re


def report() -> None:
    with open("/proc/self/status", encoding="ascii") as status:
        kib = re.search(r"VmHWM:\s*(\d+) kB", status.read())
    os.write(3, str(1024 * int(kib[1])).encode())
