-- Renames tables, columns and stored values to the field's terms: an inbound storefront message is a
-- webhook, an outbound one goes to an alert channel, and words use American spelling.
-- Views and functions mention the old names in their texts, so they are created again.
CREATE TEMPORARY TABLE renamed_words (position int, old text, new text) ON COMMIT DROP;--> statement-breakpoint
INSERT INTO renamed_words VALUES
  (1, 'report_delivery_facts', 'report_webhook_facts'), (2, 'report_deliveries', 'report_webhooks'),
  (3, 'webhook_deliveries_delivery', 'webhooks_external'), (4, 'webhook_deliveries', 'webhooks'),
  (5, 'alert_webhooks', 'alert_channels'), (6, 'snapshot_delivery_id', 'snapshot_webhook_id'),
  (7, 'mark_new_deliveries', 'mark_new_webhooks'), (8, 'mark_delivery', 'mark_webhook'),
  (9, 'one_open_per_delivery', 'one_open_per_webhook'), (10, '{deliveries}', '{webhooks}'),
  (11, 'delivery_id', 'webhook_id'), (12, 'fulfilment', 'fulfillment'), (13, 'fulfil_sku', 'fulfill_sku'),
  (14, 'cancelled', 'canceled'), (15, 'came_back', 'recurred'), (16, 'next_look_at', 'next_poll_at'),
  (17, 'payment_links_look', 'payment_links_next_poll'), (18, 'shut_at', 'deactivated_at'),
  (19, 'tended_at', 'probe_claimed_at');--> statement-breakpoint
CREATE FUNCTION pg_temp.renamed(original text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  word record;
BEGIN
  FOR word IN SELECT old, new FROM pg_temp.renamed_words ORDER BY position LOOP
    original := replace(original, word.old, word.new);
  END LOOP;
  RETURN original;
END $$;--> statement-breakpoint
CREATE TEMPORARY TABLE renamed_views ON COMMIT DROP AS
  SELECT c.relname::text AS name, pg_get_viewdef(c.oid) AS body FROM pg_class c
  WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace;--> statement-breakpoint
DO $$
DECLARE
  v record;
BEGIN
  FOR v IN SELECT name FROM renamed_views LOOP
    EXECUTE format('DROP VIEW %I', v.name);
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" RENAME TO "webhooks";--> statement-breakpoint
ALTER TABLE "webhooks" RENAME COLUMN "delivery_id" TO "external_id";--> statement-breakpoint
ALTER TABLE "alert_webhooks" RENAME TO "alert_channels";--> statement-breakpoint
ALTER TABLE "alerts" RENAME COLUMN "webhook_id" TO "channel_id";--> statement-breakpoint
ALTER INDEX "alerts_once_per_webhook" RENAME TO "alerts_once_per_channel";--> statement-breakpoint
ALTER INDEX "alerts_digest_per_webhook" RENAME TO "alerts_digest_per_channel";--> statement-breakpoint
ALTER TABLE "alerts" RENAME CONSTRAINT "alerts_webhook_id_alert_webhooks_id_fk" TO "alerts_channel_id_alert_channels_id_fk";--> statement-breakpoint
ALTER TABLE "report_deliveries" RENAME TO "report_webhooks";--> statement-breakpoint
ALTER TABLE "saved_views" RENAME COLUMN "room" TO "scope";--> statement-breakpoint
DO $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name <> pg_temp.renamed(column_name::text) LOOP
    EXECUTE format('ALTER TABLE %I RENAME COLUMN %I TO %I', c.table_name, c.column_name,
      pg_temp.renamed(c.column_name::text));
  END LOOP;
  FOR c IN SELECT conrelid::regclass AS of_table, conname::text AS name FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conname <> pg_temp.renamed(conname::text) LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', c.of_table, c.name, pg_temp.renamed(c.name));
  END LOOP;
  FOR c IN SELECT indexname::text AS name FROM pg_indexes
    WHERE schemaname = 'public' AND indexname <> pg_temp.renamed(indexname::text) LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', c.name, pg_temp.renamed(c.name));
  END LOOP;
  FOR c IN SELECT tgrelid::regclass AS of_table, tgname::text AS name FROM pg_trigger
    WHERE NOT tgisinternal AND tgname <> pg_temp.renamed(tgname::text) LOOP
    EXECUTE format('ALTER TRIGGER %I ON %s RENAME TO %I', c.name, c.of_table, pg_temp.renamed(c.name));
  END LOOP;
  FOR c IN SELECT p.oid::regprocedure AS signature, p.proname::text AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proname <> pg_temp.renamed(p.proname::text) LOOP
    EXECUTE format('ALTER FUNCTION %s RENAME TO %I', c.signature, pg_temp.renamed(c.name));
  END LOOP;
  -- Conditions of triggers mention values, which renaming columns leaves as they were.
  FOR c IN SELECT tgrelid::regclass AS of_table, tgname::text AS name, pg_get_triggerdef(oid) AS definition
    FROM pg_trigger WHERE NOT tgisinternal AND pg_get_triggerdef(oid) <> pg_temp.renamed(pg_get_triggerdef(oid)) LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', c.name, c.of_table);
    EXECUTE pg_temp.renamed(c.definition);
  END LOOP;
  FOR c IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.prokind = 'f' AND p.prosrc <> pg_temp.renamed(p.prosrc) LOOP
    EXECUTE pg_temp.renamed(pg_get_functiondef(c.oid));
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "orders" DISABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "shipments" DISABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "exceptions" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "orders" SET "status" = 'canceled' WHERE "status" = 'cancelled';--> statement-breakpoint
UPDATE "order_counts" SET "status" = 'canceled' WHERE "status" = 'cancelled';--> statement-breakpoint
UPDATE "order_count_changes" SET "status" = 'canceled' WHERE "status" = 'cancelled';--> statement-breakpoint
UPDATE "shipments" SET "status" = 'canceled' WHERE "status" = 'cancelled';--> statement-breakpoint
UPDATE "report_shipments" SET "status" = 'canceled' WHERE "status" = 'cancelled';--> statement-breakpoint
UPDATE "bulk_jobs" SET "status" = 'canceled' WHERE "status" = 'cancelled';--> statement-breakpoint
UPDATE "exceptions" SET "kind" = 'webhook_unreadable' WHERE "kind" = 'delivery_unreadable';--> statement-breakpoint
UPDATE "exceptions" SET "detail" = pg_temp.renamed("detail"::text)::jsonb
  WHERE "detail"::text ~ 'fulfilment|cancelled|delivery';--> statement-breakpoint
UPDATE "report_exceptions" SET "kind" = 'webhook_unreadable' WHERE "kind" = 'delivery_unreadable';--> statement-breakpoint
UPDATE "retry_policies" SET "kind" = 'webhook_unreadable' WHERE "kind" = 'delivery_unreadable';--> statement-breakpoint
UPDATE "playbooks" SET "kind" = 'webhook_unreadable' WHERE "kind" = 'delivery_unreadable';--> statement-breakpoint
UPDATE "report_dirty" SET "topics" = array_replace("topics", 'deliveries', 'webhooks');--> statement-breakpoint
UPDATE "saved_views" SET "query" = replace(replace("query", 'cancelled', 'canceled'), 'fulfilment', 'fulfillment');--> statement-breakpoint
UPDATE "bulk_jobs" SET "filter" = replace("filter"::text, 'cancelled', 'canceled')::jsonb
  WHERE "filter"::text ~ 'cancelled';--> statement-breakpoint
UPDATE "order_steps" SET "result" = replace("result"::text, 'fulfilment', 'fulfillment')::jsonb
  WHERE "result"::text ~ 'fulfilment';--> statement-breakpoint
UPDATE "outbox" SET "name" = replace(replace("name", 'deliveries/', 'webhooks/'), 'delivery/', 'webhook/'),
  "data" = replace("data"::text, '"deliveryId"', '"webhookId"')::jsonb
  WHERE "name" ~ '^deliver';--> statement-breakpoint
UPDATE "outbox" SET "name" = 'order/canceled' WHERE "name" = 'order/cancelled';--> statement-breakpoint
ALTER TABLE "orders" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "shipments" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "exceptions" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER INDEX "orders_unfulfilled" RENAME TO "orders_unfulfilled_before";--> statement-breakpoint
CREATE INDEX "orders_unfulfilled" ON "orders" USING btree ("placed_at","id") WHERE "orders"."fulfillment_status" <> 'fulfilled' and "orders"."status" <> 'canceled';--> statement-breakpoint
DROP INDEX "orders_unfulfilled_before";--> statement-breakpoint
DO $$
DECLARE
  v record;
BEGIN
  FOR v IN SELECT pg_temp.renamed(name) AS name, pg_temp.renamed(body) AS body FROM renamed_views LOOP
    EXECUTE format('CREATE VIEW %I AS %s', v.name, v.body);
  END LOOP;
END $$;
