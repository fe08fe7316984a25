ALTER TABLE "exceptions" ADD COLUMN "wait_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "wait_reason" text;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "ignored_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "first_touched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "storefront_id" uuid;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "gateway" text;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "amount_minor" bigint;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exceptions_open_opened" ON "exceptions" USING btree ("opened_at","id") WHERE "exceptions"."status" not in ('resolved', 'ignored');--> statement-breakpoint
CREATE INDEX "exceptions_open_kind" ON "exceptions" USING btree ("kind","opened_at","id") WHERE "exceptions"."status" not in ('resolved', 'ignored');--> statement-breakpoint
CREATE INDEX "exceptions_open_assignee" ON "exceptions" USING btree ("assignee_id","opened_at","id") WHERE "exceptions"."status" not in ('resolved', 'ignored');--> statement-breakpoint
CREATE INDEX "exceptions_open_due" ON "exceptions" USING btree ("due_at","id") WHERE "exceptions"."status" in ('open', 'in_progress');--> statement-breakpoint
CREATE INDEX "exceptions_waiting" ON "exceptions" USING btree ("wait_until","id") WHERE "exceptions"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "exceptions_ignored_until" ON "exceptions" USING btree ("ignored_until") WHERE "exceptions"."status" = 'ignored' and "exceptions"."ignored_until" is not null;--> statement-breakpoint
-- One line of the inbox's groups is counted from this index alone.
CREATE INDEX exceptions_open_groups ON exceptions (fingerprint, currency)
  INCLUDE (opened_at, due_at, amount_minor, stage, status)
  WHERE status NOT IN ('resolved', 'ignored');
--> statement-breakpoint
-- What the inbox filters by is copied at each failure, so that its lists need no joins.
CREATE FUNCTION describe_exception() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.order_id IS NOT NULL THEN
    SELECT o.storefront_id, o.currency, o.total_minor,
      (SELECT a.country_code FROM order_addresses a
        WHERE a.order_id = o.id AND a.kind = 'shipping' LIMIT 1),
      (SELECT p.gateway FROM payments p WHERE p.order_id = o.id
        ORDER BY p.kind = 'gift_card', p.id LIMIT 1)
    INTO NEW.storefront_id, NEW.currency, NEW.amount_minor, NEW.country, NEW.gateway
    FROM orders o WHERE o.id = NEW.order_id;
  ELSIF NEW.delivery_id IS NOT NULL THEN
    SELECT d.storefront_id INTO NEW.storefront_id
    FROM webhook_deliveries d WHERE d.id = NEW.delivery_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER exceptions_describe BEFORE INSERT OR UPDATE OF attempts ON exceptions
  FOR EACH ROW EXECUTE FUNCTION describe_exception();
--> statement-breakpoint
UPDATE exceptions SET attempts = attempts;
