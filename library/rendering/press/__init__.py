"""Where pages are set: a few child processes behind walls, because a page can exhaust memory, and then typst aborts its
whole process (safety.md). The parent's side is `pool.Press`; the child's is `child`.
"""
