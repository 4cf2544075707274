"""What was agreed never changes, and what was withdrawn never comes back: the database refuses it."""

from django.db import migrations

CREATE = """
CREATE FUNCTION coproduction_keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change text[] := ARRAY['replaced_at', 'withdrawn_at', 'shown_name', 'reminded_at', 'end_told_at'];
BEGIN
  IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change THEN
    RAISE EXCEPTION 'what was agreed is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at
     OR OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS DISTINCT FROM OLD.replaced_at
     OR NEW.shown_name NOT IN (OLD.shown_name, '') THEN
    RAISE EXCEPTION 'a consent that has ended does not come back' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION coproduction_keep_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
    RAISE EXCEPTION 'words that were withdrawn do not come back' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER coproduction_consent_kept BEFORE UPDATE ON coproduction_consent FOR EACH ROW EXECUTE FUNCTION coproduction_keep_consent();
CREATE TRIGGER coproduction_testimonial_kept BEFORE UPDATE ON coproduction_testimonial
  FOR EACH ROW EXECUTE FUNCTION coproduction_keep_withdrawal();
CREATE TRIGGER coproduction_consent_undeleted BEFORE DELETE ON coproduction_consent FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coproduction_controllers_immutable BEFORE UPDATE OR DELETE ON coproduction_consent_controllers
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coproduction_wording_immutable BEFORE UPDATE OR DELETE ON coproduction_consentwording
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coproduction_sealed_read_immutable BEFORE UPDATE OR DELETE ON coproduction_sealedread
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP = """
DROP TRIGGER coproduction_sealed_read_immutable ON coproduction_sealedread;
DROP TRIGGER coproduction_wording_immutable ON coproduction_consentwording;
DROP TRIGGER coproduction_controllers_immutable ON coproduction_consent_controllers;
DROP TRIGGER coproduction_consent_undeleted ON coproduction_consent;
DROP TRIGGER coproduction_testimonial_kept ON coproduction_testimonial;
DROP TRIGGER coproduction_consent_kept ON coproduction_consent;
DROP FUNCTION coproduction_keep_withdrawal();
DROP FUNCTION coproduction_keep_consent();
"""


class Migration(migrations.Migration):
    dependencies = [("coproduction", "0003_testimonials"), ("history", "0002_append_only")]
    operations = [migrations.RunSQL(CREATE, DROP)]
