"""An edition and what it prints never change once they are out: the database refuses it."""

from django.db import migrations

CREATE = """
CREATE TRIGGER editions_edition_immutable BEFORE UPDATE OR DELETE ON editions_edition FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER editions_reference_immutable BEFORE UPDATE OR DELETE ON editions_reference FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP = """
DROP TRIGGER editions_edition_immutable ON editions_edition;
DROP TRIGGER editions_reference_immutable ON editions_reference;
"""


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial"), ("history", "0002_append_only")]
    operations = [migrations.RunSQL(CREATE, DROP)]
