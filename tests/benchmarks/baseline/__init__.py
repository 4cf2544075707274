"""What one would write first: Django REST framework's ModelViewSet, ModelSerializer, page numbers with a count, and the
middleware of `startproject`. It is written well (prefetched relations, an index for each filter, a stored search
vector), and it has only what it needs: no editions, no facts, no rate limit, no request log.
"""
