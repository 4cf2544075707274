"""Bytes that are read as they stand are kept uncompressed: reading them then costs no unpacking."""

from django.db import migrations

EXTERNAL = "ALTER TABLE catalogue_entry ALTER COLUMN card SET STORAGE EXTERNAL, ALTER COLUMN document SET STORAGE EXTERNAL;"
EXTENDED = "ALTER TABLE catalogue_entry ALTER COLUMN card SET STORAGE EXTENDED, ALTER COLUMN document SET STORAGE EXTENDED;"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(EXTERNAL, EXTENDED)]
