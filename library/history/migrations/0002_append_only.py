"""Events are added and never changed: the database refuses anything else. Other areas use the same function for what they never change."""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER history_event_append_only BEFORE UPDATE OR DELETE ON history_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP = """
DROP TRIGGER history_event_append_only ON history_event;
DROP FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
