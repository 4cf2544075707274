"""What a list reads of each entry stands in its row, and what it does not read stands outside.

A list of twenty cards then costs no look-up besides the rows themselves, and ranking a search reads no more than the rows that match. `MAIN` is moved
out last, and `toast_tuple_target` (bytes) leaves room for a card and a head; text, document and vector go out, since they are larger. The text
is kept uncompressed because snippets cut pieces out of it.
"""

from django.db import migrations

CLOSE = """
ALTER TABLE catalogue_entry
  ALTER COLUMN card SET STORAGE MAIN, ALTER COLUMN search_head SET STORAGE MAIN, ALTER COLUMN text SET STORAGE EXTERNAL,
  SET (toast_tuple_target = 3072);
"""
AS_BEFORE = """
ALTER TABLE catalogue_entry
  ALTER COLUMN card SET STORAGE EXTERNAL, ALTER COLUMN search_head SET STORAGE EXTENDED,
  ALTER COLUMN text SET STORAGE EXTENDED, RESET (toast_tuple_target);
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_asset_by_address")]
    operations = [migrations.RunSQL(CLOSE, AS_BEFORE)]
