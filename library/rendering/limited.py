"""A launcher for other people's programs: sets limits on itself, then becomes the program. The standard library only.

    python -I limited.py SECONDS MEGABYTES PROGRAM [ARGUMENT ...]

It may use so many seconds of processor time and megabytes of addresses, few open files, write no file and leave no core
dump. Standard input and output are the caller's. The limits hold because they are set before the program starts.
"""

import os
import resource
import sys

_OPEN_FILES = 64
_NICENESS = 10


def main() -> None:
    seconds, megabytes, program, *arguments = sys.argv[1:]
    limits = {
        resource.RLIMIT_CPU: int(seconds),
        resource.RLIMIT_AS: int(megabytes) * 1024 * 1024,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        try:
            resource.setrlimit(limit, (most, most))
        except (OSError, ValueError):
            if sys.platform == "linux":  # macOS, where people only try things out, does not know every limit
                raise
    os.nice(_NICENESS)
    os.execve(program, [program, *arguments], {})  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    main()
