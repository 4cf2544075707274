"""How the library is asked over HTTP. No rules of the domain live here: views translate in, call one verb or query, translate out."""
