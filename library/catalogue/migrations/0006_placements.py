"""A table of the entries under each topic, newest first, that the database keeps itself: no write to entries can forget it."""

import django.db.models.deletion
from django.db import migrations, models


KEEP = """
CREATE FUNCTION place_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM catalogue_placement WHERE entry_id = NEW.id;
  IF NEW.state = 'live' THEN
    INSERT INTO catalogue_placement (entry_id, topic, published_at)
    SELECT DISTINCT NEW.id, topic, NEW.published_at FROM unnest(NEW.topics) AS topic;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER catalogue_entry_placed AFTER INSERT ON catalogue_entry
  FOR EACH ROW EXECUTE FUNCTION place_entry();
CREATE TRIGGER catalogue_entry_moved AFTER UPDATE OF state, topics, published_at ON catalogue_entry FOR EACH ROW
  WHEN ((OLD.state, OLD.topics, OLD.published_at) IS DISTINCT FROM (NEW.state, NEW.topics, NEW.published_at))
  EXECUTE FUNCTION place_entry();
INSERT INTO catalogue_placement (entry_id, topic, published_at)
  SELECT DISTINCT id, topic, published_at FROM catalogue_entry, unnest(topics) AS topic WHERE state = 'live';
"""
LEAVE = """
DROP TRIGGER catalogue_entry_moved ON catalogue_entry;
DROP TRIGGER catalogue_entry_placed ON catalogue_entry;
DROP FUNCTION place_entry();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_one_index_to_find_by'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('pk', models.CompositePrimaryKey('entry', 'topic', blank=True, editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=100)),
                ('published_at', models.DateTimeField()),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='catalogue.entry')),
            ],
            options={
                'indexes': [models.Index(models.F('topic'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('entry'), descending=True), name='placement_newest_of_topic')],
            },
        ),
        migrations.RunSQL(KEEP, LEAVE),
    ]
