ALTER TABLE "exceptions" ADD COLUMN "last_touched_by_id" uuid;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "closed_stage" text;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "closed_by_kind" text;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "is_auto_resolved" boolean;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "came_back_at" timestamp (3) with time zone;--> statement-breakpoint
-- What the reports count is written as it happens, whoever or whatever closes an exception.
CREATE FUNCTION note_exception_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('resolved', 'ignored') THEN
    IF OLD.status NOT IN ('resolved', 'ignored') THEN
      NEW.closed_stage := NEW.stage;
      NEW.is_auto_resolved := NEW.status = 'resolved' AND NEW.first_touched_at IS NULL
        AND NEW.closed_by_kind IS DISTINCT FROM 'person';
    END IF;
  ELSE
    NEW.closed_stage := NULL;
    NEW.closed_by_kind := NULL;
    NEW.is_auto_resolved := NULL;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER exceptions_end BEFORE UPDATE OF status ON exceptions
  FOR EACH ROW EXECUTE FUNCTION note_exception_end();
--> statement-breakpoint
CREATE FUNCTION note_exception_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE exceptions SET came_back_at = NEW.opened_at
    WHERE id = NEW.came_back_from_id AND came_back_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER exceptions_return AFTER INSERT ON exceptions
  FOR EACH ROW WHEN (NEW.came_back_from_id IS NOT NULL)
  EXECUTE FUNCTION note_exception_return();
--> statement-breakpoint
UPDATE exceptions e SET
  came_back_at = (SELECT min(n.opened_at) FROM exceptions n WHERE n.came_back_from_id = e.id),
  last_touched_by_id = (SELECT s.id FROM exception_events v JOIN staff s ON s.id::text = v.actor_id
    WHERE v.exception_id = e.id AND v.actor_kind = 'person' ORDER BY v.id DESC LIMIT 1)
WHERE e.first_touched_at IS NOT NULL OR e.status IN ('resolved', 'ignored');
--> statement-breakpoint
UPDATE exceptions e SET
  closed_stage = e.stage,
  closed_by_kind = (SELECT v.actor_kind FROM exception_events v
    WHERE v.exception_id = e.id ORDER BY v.id DESC LIMIT 1),
  is_auto_resolved = e.status = 'resolved' AND e.first_touched_at IS NULL
WHERE e.status IN ('resolved', 'ignored');
