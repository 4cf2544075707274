"""Where duties come from: one module for each area that has some. Each reads, in a fixed number of queries, what is due on a day."""
