"""Makes the baseline's tables, and fills them with the items that the library holds.

Run as a process of its own (`python -m tests.benchmarks.baseline.fill`): it has other settings than ours.
"""

import os

import django
from django.core.management import call_command
from django.db import connection

# The Markdown of all sections is the body. Its search vector is made of the same words.
STATEMENTS = """
INSERT INTO baseline.baseline_topic (slug, name) SELECT slug, name FROM public.catalogue_topic ORDER BY id;
INSERT INTO baseline.baseline_audience (slug, name) SELECT slug, name FROM public.catalogue_audience ORDER BY id;
INSERT INTO baseline.baseline_resource
  (slug, title, summary, body, language, format, licence, published_at, modified_at, search)
SELECT e.slug, e.title, d.document->>'summary', b.body, e.language, e.format, e.licence, e.published_at, e.modified_at,
       setweight(to_tsvector('english', e.title), 'A') || setweight(to_tsvector('english', d.document->>'summary'), 'B')
       || to_tsvector('english', b.body)
FROM public.catalogue_entry e
JOIN public.editions_edition n ON n.item_id = e.item_id AND n.language = e.language AND n.number = e.edition
CROSS JOIN LATERAL (SELECT n.document::jsonb AS document) d
CROSS JOIN LATERAL (
  SELECT string_agg('## ' || (s->>'heading') || E'\\n\\n' || (s->>'body'), E'\\n\\n' ORDER BY place) AS body
  FROM jsonb_array_elements(d.document->'sections') WITH ORDINALITY AS sections (s, place)
) b
ORDER BY e.id;
INSERT INTO baseline.baseline_resource_topics (resource_id, topic_id)
SELECT r.id, t.id FROM baseline.baseline_resource r JOIN public.catalogue_item i ON i.slug = r.slug
JOIN public.catalogue_item_topics l ON l.item_id = i.id JOIN public.catalogue_topic o ON o.id = l.topic_id
JOIN baseline.baseline_topic t ON t.slug = o.slug;
INSERT INTO baseline.baseline_resource_audiences (resource_id, audience_id)
SELECT r.id, a.id FROM baseline.baseline_resource r JOIN public.catalogue_item i ON i.slug = r.slug
JOIN public.catalogue_item_audiences l ON l.item_id = i.id JOIN public.catalogue_audience o ON o.id = l.audience_id
JOIN baseline.baseline_audience a ON a.slug = o.slug;
"""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.baseline.settings"
    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS baseline CASCADE")
        cursor.execute("CREATE SCHEMA baseline")
        call_command("migrate", run_syncdb=True, verbosity=0)
        cursor.execute(STATEMENTS)
        cursor.execute("VACUUM (ANALYZE)")


if __name__ == "__main__":
    main()
