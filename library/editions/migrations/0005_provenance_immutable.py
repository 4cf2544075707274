"""What an edition was made from never changes either."""

from django.db import migrations

CREATE = """
CREATE TRIGGER editions_provenance_immutable BEFORE UPDATE OR DELETE ON editions_provenance FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP = "DROP TRIGGER editions_provenance_immutable ON editions_provenance;"


class Migration(migrations.Migration):
    dependencies = [("editions", "0004_provenance"), ("history", "0002_append_only")]
    operations = [migrations.RunSQL(CREATE, DROP)]
