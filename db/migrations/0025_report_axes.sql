CREATE TABLE "report_refund_lines" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" bigint NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "report_refund_lines_bucket" ON "report_refund_lines" USING btree ("level","bucket_at");
--> statement-breakpoint
CREATE FUNCTION mark_refunded_sku() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{taxes}'::text[], report_bucket(r.at)
    FROM resolution_lines l JOIN resolutions r ON r.id = l.resolution_id WHERE l.line_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_lines_report_sku AFTER UPDATE ON order_lines FOR EACH ROW
  WHEN (OLD.sku IS DISTINCT FROM NEW.sku) EXECUTE FUNCTION mark_refunded_sku();
--> statement-breakpoint
-- A request that ran out waits for nobody any more.
CREATE OR REPLACE VIEW report_refund_facts AS
SELECT r.id AS row_id, o.id AS order_id, o.name AS order_name, b.at, o.storefront_id,
  o.shipping_country AS country, r.currency, o.shop_currency, o.gateway, b.basis,
  CASE WHEN r.reverses_gift_card_id IS NULL THEN r.kind ELSE 'reversal' END AS kind, r.status,
  coalesce(r.method, '') AS method, coalesce(r.reason, '') AS reason, r.source,
  coalesce(r.requested_by_id::text, '') AS person,
  CASE WHEN cardinality(r.approval_reasons) = 0 THEN 'none' WHEN r.status = 'expired' THEN 'expired'
    WHEN r.decided_at IS NULL THEN 'waiting'
    WHEN r.status = 'rejected' THEN 'rejected' ELSE 'approved' END AS approval,
  yes_no(o.status = 'cancelled') AS cancelled,
  r.items_minor AS items, r.total_minor AS total, r.total_shop_minor AS total_shop
FROM resolutions r JOIN orders o ON o.id = r.order_id
  CROSS JOIN LATERAL (SELECT r.at, 'refund'::text AS basis) b
UNION ALL
SELECT r.id, o.id, o.name, o.placed_at, o.storefront_id, o.shipping_country, r.currency,
  o.shop_currency, o.gateway, 'order'::text,
  CASE WHEN r.reverses_gift_card_id IS NULL THEN r.kind ELSE 'reversal' END, r.status,
  coalesce(r.method, ''), coalesce(r.reason, ''), r.source, coalesce(r.requested_by_id::text, ''),
  CASE WHEN cardinality(r.approval_reasons) = 0 THEN 'none' WHEN r.status = 'expired' THEN 'expired'
    WHEN r.decided_at IS NULL THEN 'waiting'
    WHEN r.status = 'rejected' THEN 'rejected' ELSE 'approved' END,
  yes_no(o.status = 'cancelled'), r.items_minor, r.total_minor, r.total_shop_minor
FROM orders o JOIN resolutions r ON r.order_id = o.id;
--> statement-breakpoint
DELETE FROM report_orders WHERE level = 1;
--> statement-breakpoint
DELETE FROM report_transactions WHERE level = 1;
--> statement-breakpoint
DELETE FROM report_shipments WHERE level = 1;
--> statement-breakpoint
-- The sums of fewer dimensions are made by the first that sums.
INSERT INTO report_dirty (topics, bucket_at)
  SELECT '{orders,taxes,refunds}'::text[], report_bucket(placed_at) FROM orders
  UNION SELECT '{refunds,taxes}'::text[], report_bucket(at) FROM resolutions
  UNION SELECT '{transactions}'::text[], report_bucket(at) FROM payment_transactions
  UNION SELECT '{shipments}'::text[], report_bucket(shipped_at) FROM shipments WHERE shipped_at IS NOT NULL
  UNION SELECT '{shipments}'::text[], report_bucket(delivered_at) FROM shipments WHERE delivered_at IS NOT NULL
  UNION SELECT '{exceptions}'::text[], report_bucket(opened_at) FROM exceptions
  UNION SELECT '{exceptions}'::text[], report_bucket(closed_at) FROM exceptions WHERE closed_at IS NOT NULL
  UNION SELECT '{exceptions}'::text[], report_bucket(first_touched_at) FROM exceptions WHERE first_touched_at IS NOT NULL
  UNION SELECT '{deliveries}'::text[], report_bucket(received_at) FROM webhook_deliveries;
