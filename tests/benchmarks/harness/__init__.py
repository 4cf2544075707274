"""Our server in the shared benchmark harness, beside the other servers that it knows.

The harness generates its own items; `load.py` brings them into our tables as published resources. In a copy of the
harness, with COPRODUCTION naming this project:

    cp -r $COPRODUCTION/tests/benchmarks/harness servers/ours
    RUN=ours SIZES=10000 SERVERS=drf,drf-cond,ours ./run.sh setup    # then data, load, check, measure, report

    sed -i 's/if "{id}" in t/if "{id" in t/' bench/measure.py        # before that: our slugs write ids with six digits

One size at a time: a page token belongs to a library, and `load.py` writes it into `server.toml`.
"""
