CREATE TABLE "report_deliveries" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"topic" text NOT NULL,
	"status" text NOT NULL,
	"bin" smallint NOT NULL,
	"duplicates" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_dirty" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_dirty_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"topics" text[] NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_exceptions" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"basis" text NOT NULL,
	"kind" text NOT NULL,
	"stage" text NOT NULL,
	"outcome" text NOT NULL,
	"auto" text NOT NULL,
	"sla" text NOT NULL,
	"came_back" text NOT NULL,
	"bin" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_order_lines" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"cancelled" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" bigint NOT NULL,
	"paid_shop" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_orders" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"cancelled" text NOT NULL,
	"gross" bigint NOT NULL,
	"discount" bigint NOT NULL,
	"shipping" bigint NOT NULL,
	"duty" bigint NOT NULL,
	"tax_added" bigint NOT NULL,
	"tip" bigint NOT NULL,
	"other" bigint NOT NULL,
	"total" bigint NOT NULL,
	"gross_shop" bigint NOT NULL,
	"discount_shop" bigint NOT NULL,
	"shipping_shop" bigint NOT NULL,
	"duty_shop" bigint NOT NULL,
	"tax_added_shop" bigint NOT NULL,
	"tip_shop" bigint NOT NULL,
	"other_shop" bigint NOT NULL,
	"total_shop" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_refunds" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"basis" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"method" text NOT NULL,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"person" text NOT NULL,
	"approval" text NOT NULL,
	"cancelled" text NOT NULL,
	"items" bigint NOT NULL,
	"total" bigint NOT NULL,
	"total_shop" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_shipments" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"basis" text NOT NULL,
	"carrier" text NOT NULL,
	"status" text NOT NULL,
	"purpose" text NOT NULL,
	"bin" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_steps" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"step" text NOT NULL,
	"status" text NOT NULL,
	"bin" smallint NOT NULL,
	"attempts" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_taxes" (
	"level" smallint NOT NULL,
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"gateway" text NOT NULL,
	"n" integer NOT NULL,
	"basis" text NOT NULL,
	"title" text NOT NULL,
	"rate" text NOT NULL,
	"cancelled" text NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_transactions" (
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
	"method" text NOT NULL,
	"code" text NOT NULL,
	"amount" bigint NOT NULL,
	"amount_shop" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "gateway" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "report_deliveries_bucket" ON "report_deliveries" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_exceptions_bucket" ON "report_exceptions" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_order_lines_bucket" ON "report_order_lines" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_orders_bucket" ON "report_orders" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_refunds_bucket" ON "report_refunds" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_shipments_bucket" ON "report_shipments" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_steps_bucket" ON "report_steps" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_taxes_bucket" ON "report_taxes" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "report_transactions_bucket" ON "report_transactions" USING btree ("level","bucket_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_received" ON "webhook_deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "shipments_shipped" ON "shipments" USING btree ("shipped_at") WHERE "shipments"."shipped_at" is not null;--> statement-breakpoint
CREATE INDEX "shipments_delivered" ON "shipments" USING btree ("delivered_at") WHERE "shipments"."delivered_at" is not null;--> statement-breakpoint
CREATE INDEX "gift_card_entries_at" ON "gift_card_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "payment_transactions_at" ON "payment_transactions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "exceptions_opened" ON "exceptions" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "exceptions_closed" ON "exceptions" USING btree ("closed_at") WHERE "exceptions"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX "exceptions_touched" ON "exceptions" USING btree ("first_touched_at") WHERE "exceptions"."first_touched_at" is not null;--> statement-breakpoint
CREATE INDEX "order_steps_finished" ON "order_steps" USING btree ("finished_at") WHERE "order_steps"."finished_at" is not null;--> statement-breakpoint
CREATE INDEX "resolutions_at" ON "resolutions" USING btree ("at");
--> statement-breakpoint
-- Rollups are read by the bucket and written in bulk; their statistics must not lag behind.
ALTER TABLE report_dirty SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
--> statement-breakpoint
CREATE FUNCTION report_bucket(moment timestamptz) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN date_bin('15 minutes', moment, '2000-01-01 00:00:00+00'::timestamptz);
--> statement-breakpoint
-- Which bin of a histogram a duration falls into: bin i holds (1.04^(i-1), 1.04^i] milliseconds, 0 up
-- to one millisecond, -1 what has no duration. The middle of a bin is off by at most 2 %.
CREATE FUNCTION report_bin(took interval) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN took IS NULL OR took < interval '0' THEN -1
    ELSE ceil(ln(greatest(extract(epoch FROM took) * 1000, 1)::float8) / ln(1.04::float8)) END::smallint;
--> statement-breakpoint
CREATE FUNCTION yes_no(fact boolean) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN fact THEN 'yes' ELSE 'no' END;
--> statement-breakpoint
-- The rows behind the numbers: one view per kind of row, with its moment, what it is counted by and
-- what is summed. The rollups, the lists behind a number and the nightly check all read these.
CREATE VIEW report_order_facts AS
SELECT o.id AS row_id, o.id AS order_id, o.name AS order_name, o.placed_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway,
  yes_no(o.status = 'cancelled') AS cancelled,
  o.subtotal_minor AS gross, o.discount_minor AS discount, o.shipping_minor AS shipping,
  o.duty_domestic_minor + o.duty_international_minor AS duty,
  CASE WHEN o.taxes_included THEN 0 ELSE o.tax_minor END AS tax_added, o.tip_minor AS tip,
  o.total_minor - (o.subtotal_minor - o.discount_minor + o.shipping_minor + o.duty_domestic_minor
    + o.duty_international_minor + CASE WHEN o.taxes_included THEN 0 ELSE o.tax_minor END
    + o.tip_minor) AS other,
  o.total_minor AS total,
  o.subtotal_shop_minor AS gross_shop, o.discount_shop_minor AS discount_shop,
  o.shipping_shop_minor AS shipping_shop,
  o.duty_domestic_shop_minor + o.duty_international_shop_minor AS duty_shop,
  CASE WHEN o.taxes_included THEN 0 ELSE o.tax_shop_minor END AS tax_added_shop,
  o.tip_shop_minor AS tip_shop,
  o.total_shop_minor - (o.subtotal_shop_minor - o.discount_shop_minor + o.shipping_shop_minor
    + o.duty_domestic_shop_minor + o.duty_international_shop_minor
    + CASE WHEN o.taxes_included THEN 0 ELSE o.tax_shop_minor END + o.tip_shop_minor) AS other_shop,
  o.total_shop_minor AS total_shop
FROM orders o;
--> statement-breakpoint
CREATE VIEW report_order_line_facts AS
SELECT l.id AS row_id, o.id AS order_id, o.name AS order_name, o.placed_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway,
  yes_no(o.status = 'cancelled') AS cancelled, coalesce(l.sku, '') AS sku,
  l.quantity::bigint AS quantity, l.paid_minor AS paid, l.paid_shop_minor AS paid_shop, l.title
FROM orders o JOIN order_lines l ON l.order_id = o.id;
--> statement-breakpoint
-- A reversal turns a refund to a gift card into one in cash: nothing more is given back by it.
CREATE VIEW report_refund_facts AS
SELECT r.id AS row_id, o.id AS order_id, o.name AS order_name, b.at, o.storefront_id,
  o.shipping_country AS country, r.currency, o.shop_currency, o.gateway, b.basis,
  CASE WHEN r.reverses_gift_card_id IS NULL THEN r.kind ELSE 'reversal' END AS kind, r.status,
  coalesce(r.method, '') AS method, coalesce(r.reason, '') AS reason, r.source,
  coalesce(r.requested_by_id::text, '') AS person,
  CASE WHEN cardinality(r.approval_reasons) = 0 THEN 'none' WHEN r.decided_at IS NULL THEN 'waiting'
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
  CASE WHEN cardinality(r.approval_reasons) = 0 THEN 'none' WHEN r.decided_at IS NULL THEN 'waiting'
    WHEN r.status = 'rejected' THEN 'rejected' ELSE 'approved' END,
  yes_no(o.status = 'cancelled'), r.items_minor, r.total_minor, r.total_shop_minor
FROM orders o JOIN resolutions r ON r.order_id = o.id;
--> statement-breakpoint
CREATE VIEW report_refund_line_facts AS
SELECT l.id AS row_id, o.id AS order_id, o.name AS order_name, r.at, o.storefront_id,
  o.shipping_country AS country, r.currency, o.shop_currency, o.gateway,
  CASE WHEN r.reverses_gift_card_id IS NULL THEN r.kind ELSE 'reversal' END AS kind, r.status,
  coalesce(r.reason, '') AS reason, coalesce(ol.sku, '') AS sku, l.restock,
  l.quantity::bigint AS quantity, l.amount_minor AS amount, l.tax_minor AS tax, ol.title
FROM resolutions r JOIN resolution_lines l ON l.resolution_id = r.id
  JOIN order_lines ol ON ol.id = l.line_id JOIN orders o ON o.id = r.order_id;
--> statement-breakpoint
CREATE VIEW report_tax_facts AS
SELECT t.id AS row_id, o.id AS order_id, o.name AS order_name, o.placed_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway, 'collected'::text AS basis,
  t.title, coalesce(trim_scale(t.rate)::text, '') AS rate,
  yes_no(o.status = 'cancelled') AS cancelled, t.amount_minor AS amount
FROM orders o JOIN order_tax_lines t ON t.order_id = o.id
UNION ALL
SELECT l.id, o.id, o.name, r.at, o.storefront_id, o.shipping_country, r.currency, o.shop_currency,
  o.gateway, 'refunded'::text, x.title, coalesce(trim_scale(x.rate)::text, ''),
  yes_no(o.status = 'cancelled'), x."amountMinor"
FROM resolutions r JOIN orders o ON o.id = r.order_id
  JOIN resolution_lines l ON l.resolution_id = r.id
  CROSS JOIN LATERAL jsonb_to_recordset(l.taxes) AS x(title text, rate numeric, "amountMinor" bigint)
WHERE r.kind = 'refund' AND r.status = 'succeeded' AND r.reverses_gift_card_id IS NULL;
--> statement-breakpoint
CREATE VIEW report_exception_facts AS
SELECT e.id AS row_id, e.order_id, o.name AS order_name, e.opened_at AS at, e.storefront_id,
  coalesce(e.country, '') AS country, coalesce(e.currency, '') AS currency, ''::text AS shop_currency,
  coalesce(e.gateway, '') AS gateway, 'opened'::text AS basis, e.kind, e.stage, ''::text AS outcome,
  ''::text AS auto, ''::text AS sla, yes_no(e.came_back_at IS NOT NULL) AS came_back,
  (-1)::smallint AS bin, e.fingerprint, coalesce(e.last_touched_by_id::text, '') AS person, e.message, e.opened_at, e.first_touched_at, e.closed_at
FROM exceptions e LEFT JOIN orders o ON o.id = e.order_id
UNION ALL
SELECT e.id, e.order_id, o.name, e.closed_at, e.storefront_id, coalesce(e.country, ''),
  coalesce(e.currency, ''), ''::text, coalesce(e.gateway, ''), 'closed'::text, e.kind,
  coalesce(e.closed_stage, e.stage), e.status, yes_no(coalesce(e.is_auto_resolved, false)),
  CASE WHEN e.due_at IS NULL THEN 'none' WHEN e.closed_at <= e.due_at THEN 'met' ELSE 'missed' END,
  yes_no(e.came_back_at IS NOT NULL), report_bin(e.closed_at - e.opened_at), e.fingerprint,
  coalesce(e.last_touched_by_id::text, ''), e.message,
  e.opened_at, e.first_touched_at, e.closed_at
FROM exceptions e LEFT JOIN orders o ON o.id = e.order_id WHERE e.closed_at IS NOT NULL
UNION ALL
SELECT e.id, e.order_id, o.name, e.first_touched_at, e.storefront_id, coalesce(e.country, ''),
  coalesce(e.currency, ''), ''::text, coalesce(e.gateway, ''), 'touched'::text, e.kind, e.stage,
  ''::text, ''::text, ''::text, yes_no(e.came_back_at IS NOT NULL),
  report_bin(e.first_touched_at - e.opened_at), e.fingerprint,
  coalesce(e.last_touched_by_id::text, ''), e.message, e.opened_at,
  e.first_touched_at, e.closed_at
FROM exceptions e LEFT JOIN orders o ON o.id = e.order_id WHERE e.first_touched_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW report_transaction_facts AS
SELECT t.id AS row_id, o.id AS order_id, o.name AS order_name, t.at, o.storefront_id,
  o.shipping_country AS country, p.currency, p.shop_currency, p.gateway, t.kind, t.status,
  p.kind AS method, CASE WHEN t.status = 'failed' THEN coalesce(t.error_code, '') ELSE '' END AS code,
  t.amount_minor AS amount, t.amount_shop_minor AS amount_shop
FROM payment_transactions t JOIN payments p ON p.id = t.payment_id JOIN orders o ON o.id = t.order_id;
--> statement-breakpoint
CREATE VIEW report_dispute_facts AS
SELECT d.id AS row_id, o.id AS order_id, o.name AS order_name,
  coalesce(d.initiated_at, d.updated_at) AS at, o.storefront_id, o.shipping_country AS country,
  d.currency, o.shop_currency, o.gateway, d.kind, d.status, coalesce(d.reason, '') AS reason,
  d.amount_minor AS amount
FROM disputes d JOIN orders o ON o.id = d.order_id;
--> statement-breakpoint
CREATE VIEW report_gift_card_facts AS
SELECT e.id AS row_id, e.order_id, o.name AS order_name, e.at, c.storefront_id,
  coalesce(o.shipping_country, '') AS country, c.currency, coalesce(o.shop_currency, '') AS shop_currency,
  coalesce(o.gateway, '') AS gateway, e.kind, c.last_four, e.amount_minor AS amount
FROM gift_card_entries e JOIN gift_cards c ON c.id = e.gift_card_id
  LEFT JOIN orders o ON o.id = e.order_id;
--> statement-breakpoint
-- A parcel's time runs from the order's first payment to its way, and from there to the door.
CREATE VIEW report_shipment_facts AS
SELECT s.id AS row_id, o.id AS order_id, o.name AS order_name, s.shipped_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway, 'shipped'::text AS basis,
  coalesce(s.carrier, '') AS carrier, s.status,
  CASE WHEN s.resolution_id IS NULL THEN 'order' ELSE 'reshipment' END AS purpose,
  report_bin(CASE WHEN s.resolution_id IS NULL THEN s.shipped_at - (
    SELECT min(t.at) FROM payment_transactions t
    WHERE t.order_id = o.id AND t.kind = 'capture' AND t.status = 'succeeded') END) AS bin,
  s.tracking_number, s.cost_minor, s.cost_currency
FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.shipped_at IS NOT NULL
UNION ALL
SELECT s.id, o.id, o.name, s.delivered_at, o.storefront_id, o.shipping_country, o.currency,
  o.shop_currency, o.gateway, 'delivered'::text, coalesce(s.carrier, ''), s.status,
  CASE WHEN s.resolution_id IS NULL THEN 'order' ELSE 'reshipment' END,
  report_bin(s.delivered_at - s.shipped_at), s.tracking_number, s.cost_minor, s.cost_currency
FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.delivered_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW report_delivery_facts AS
SELECT d.id AS row_id, NULL::uuid AS order_id, d.external_order_id AS order_name, d.received_at AS at,
  d.storefront_id, ''::text AS country, ''::text AS currency, ''::text AS shop_currency,
  ''::text AS gateway, d.topic, d.status, report_bin(d.processed_at - d.received_at) AS bin,
  d.duplicates::bigint AS duplicates
FROM webhook_deliveries d;
--> statement-breakpoint
CREATE VIEW report_step_facts AS
SELECT s.id AS row_id, o.id AS order_id, o.name AS order_name, s.finished_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway, s.step, s.status,
  report_bin(s.finished_at - s.started_at) AS bin, s.attempts::bigint AS attempts
FROM order_steps s JOIN orders o ON o.id = s.order_id WHERE s.finished_at IS NOT NULL;
--> statement-breakpoint
-- What a write makes out of date is marked in its own transaction: a reader sees the change and the
-- mark, or neither. Marks are only ever added, so that nobody waits for anybody.
CREATE FUNCTION keep_order_gateway() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders o SET gateway = first.gateway
  FROM (
    SELECT DISTINCT ON (p.order_id) p.order_id, p.gateway FROM payments p
    WHERE p.order_id IN (SELECT order_id FROM changed)
    ORDER BY p.order_id, p.kind = 'gift_card', p.id
  ) first
  WHERE o.id = first.order_id AND o.gateway <> first.gateway;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_gateway AFTER INSERT ON payments
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_order_gateway();
--> statement-breakpoint
CREATE FUNCTION mark_new_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{orders}'::text[], report_bucket(placed_at) FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_report_insert AFTER INSERT ON orders
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_orders();
--> statement-breakpoint
CREATE FUNCTION mark_order_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{order_lines}'::text[], report_bucket(o.placed_at)
    FROM changed c JOIN orders o ON o.id = c.order_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_lines_report_insert AFTER INSERT ON order_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_order_lines();
--> statement-breakpoint
CREATE TRIGGER order_lines_report_update AFTER UPDATE ON order_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_order_lines();
--> statement-breakpoint
CREATE TRIGGER order_lines_report_delete AFTER DELETE ON order_lines
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_order_lines();
--> statement-breakpoint
CREATE FUNCTION mark_order_taxes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{taxes}'::text[], report_bucket(o.placed_at)
    FROM changed c JOIN orders o ON o.id = c.order_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_tax_lines_report_insert AFTER INSERT ON order_tax_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_order_taxes();
--> statement-breakpoint
CREATE TRIGGER order_tax_lines_report_update AFTER UPDATE ON order_tax_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_order_taxes();
--> statement-breakpoint
CREATE TRIGGER order_tax_lines_report_delete AFTER DELETE ON order_tax_lines
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_order_taxes();
--> statement-breakpoint
CREATE FUNCTION mark_refund_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{taxes}'::text[], report_bucket(r.at)
    FROM changed c JOIN resolutions r ON r.id = c.resolution_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER resolution_lines_report_insert AFTER INSERT ON resolution_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refund_lines();
--> statement-breakpoint
CREATE TRIGGER resolution_lines_report_update AFTER UPDATE ON resolution_lines
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refund_lines();
--> statement-breakpoint
CREATE TRIGGER resolution_lines_report_delete AFTER DELETE ON resolution_lines
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refund_lines();
--> statement-breakpoint
CREATE FUNCTION mark_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT '{refunds,taxes}'::text[], report_bucket(at) FROM changed
    UNION
    SELECT '{refunds}'::text[], report_bucket(o.placed_at)
    FROM changed c JOIN orders o ON o.id = c.order_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER resolutions_report_insert AFTER INSERT ON resolutions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refunds();
--> statement-breakpoint
CREATE TRIGGER resolutions_report_update AFTER UPDATE ON resolutions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refunds();
--> statement-breakpoint
CREATE TRIGGER resolutions_report_moved AFTER UPDATE ON resolutions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refunds();
--> statement-breakpoint
CREATE TRIGGER resolutions_report_delete AFTER DELETE ON resolutions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_refunds();
--> statement-breakpoint
CREATE FUNCTION mark_new_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT '{transactions}'::text[], report_bucket(at) FROM changed
    UNION
    SELECT '{shipments}'::text[], report_bucket(s.shipped_at)
    FROM changed c JOIN shipments s ON s.order_id = c.order_id
    WHERE c.kind = 'capture' AND s.shipped_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_transactions_report_insert AFTER INSERT ON payment_transactions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_transactions();
--> statement-breakpoint
CREATE TRIGGER payment_transactions_report_update AFTER UPDATE ON payment_transactions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_transactions();
--> statement-breakpoint
CREATE TRIGGER payment_transactions_report_moved AFTER UPDATE ON payment_transactions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_transactions();
--> statement-breakpoint
CREATE TRIGGER payment_transactions_report_delete AFTER DELETE ON payment_transactions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_transactions();
--> statement-breakpoint
CREATE FUNCTION mark_new_shipments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT '{shipments}'::text[], report_bucket(shipped_at) FROM changed WHERE shipped_at IS NOT NULL
    UNION
    SELECT '{shipments}'::text[], report_bucket(delivered_at) FROM changed WHERE delivered_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER shipments_report_insert AFTER INSERT ON shipments
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_shipments();
--> statement-breakpoint
CREATE TRIGGER shipments_report_delete AFTER DELETE ON shipments
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_shipments();
--> statement-breakpoint
CREATE FUNCTION mark_new_exceptions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT '{exceptions}'::text[], report_bucket(opened_at) FROM changed
    UNION
    SELECT '{exceptions}'::text[], report_bucket(closed_at) FROM changed WHERE closed_at IS NOT NULL
    UNION
    SELECT '{exceptions}'::text[], report_bucket(first_touched_at) FROM changed
    WHERE first_touched_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER exceptions_report_insert AFTER INSERT ON exceptions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_exceptions();
--> statement-breakpoint
CREATE TRIGGER exceptions_report_delete AFTER DELETE ON exceptions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_exceptions();
--> statement-breakpoint
CREATE FUNCTION mark_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{deliveries}'::text[], report_bucket(received_at) FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER webhook_deliveries_report_insert AFTER INSERT ON webhook_deliveries
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_deliveries();
--> statement-breakpoint
CREATE TRIGGER webhook_deliveries_report_delete AFTER DELETE ON webhook_deliveries
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_deliveries();
--> statement-breakpoint
CREATE FUNCTION mark_new_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{steps}'::text[], report_bucket(finished_at) FROM changed
    WHERE finished_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_steps_report_insert AFTER INSERT ON order_steps
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_steps();
--> statement-breakpoint
CREATE TRIGGER order_steps_report_delete AFTER DELETE ON order_steps
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_new_steps();
--> statement-breakpoint
CREATE FUNCTION mark_shipment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{shipments}'::text[], report_bucket(moment)
    FROM (VALUES (OLD.shipped_at), (NEW.shipped_at), (OLD.delivered_at), (NEW.delivered_at)) m(moment)
    WHERE moment IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER shipments_report_update AFTER UPDATE ON shipments FOR EACH ROW
  WHEN ((OLD.shipped_at, OLD.delivered_at, OLD.carrier, OLD.status, OLD.resolution_id)
    IS DISTINCT FROM (NEW.shipped_at, NEW.delivered_at, NEW.carrier, NEW.status, NEW.resolution_id))
  EXECUTE FUNCTION mark_shipment();
--> statement-breakpoint
CREATE FUNCTION mark_exception() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{exceptions}'::text[], report_bucket(moment)
    FROM (VALUES (OLD.opened_at), (NEW.opened_at), (OLD.closed_at), (NEW.closed_at),
      (OLD.first_touched_at), (NEW.first_touched_at)) m(moment)
    WHERE moment IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER exceptions_report_update AFTER UPDATE ON exceptions FOR EACH ROW
  WHEN ((OLD.opened_at, OLD.closed_at, OLD.first_touched_at, OLD.status, OLD.stage, OLD.closed_stage, OLD.kind, OLD.due_at,
      OLD.is_auto_resolved, OLD.came_back_at, OLD.storefront_id, OLD.country, OLD.currency, OLD.gateway)
    IS DISTINCT FROM (NEW.opened_at, NEW.closed_at, NEW.first_touched_at, NEW.status, NEW.stage, NEW.closed_stage, NEW.kind,
      NEW.due_at, NEW.is_auto_resolved, NEW.came_back_at, NEW.storefront_id, NEW.country, NEW.currency,
      NEW.gateway))
  EXECUTE FUNCTION mark_exception();
--> statement-breakpoint
CREATE FUNCTION mark_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{deliveries}'::text[], report_bucket(moment)
    FROM (VALUES (OLD.received_at), (NEW.received_at)) m(moment);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER webhook_deliveries_report_update AFTER UPDATE ON webhook_deliveries FOR EACH ROW
  WHEN ((OLD.received_at, OLD.processed_at, OLD.status, OLD.duplicates, OLD.storefront_id, OLD.topic)
    IS DISTINCT FROM (NEW.received_at, NEW.processed_at, NEW.status, NEW.duplicates, NEW.storefront_id, NEW.topic))
  EXECUTE FUNCTION mark_delivery();
--> statement-breakpoint
CREATE FUNCTION mark_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{steps}'::text[], report_bucket(moment)
    FROM (VALUES (OLD.finished_at), (NEW.finished_at)) m(moment) WHERE moment IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_steps_report_update AFTER UPDATE ON order_steps FOR EACH ROW
  WHEN (coalesce(OLD.finished_at, NEW.finished_at) IS NOT NULL
    AND (OLD.finished_at, OLD.started_at, OLD.status, OLD.attempts)
    IS DISTINCT FROM (NEW.finished_at, NEW.started_at, NEW.status, NEW.attempts))
  EXECUTE FUNCTION mark_step();
--> statement-breakpoint
-- What is counted of an order's refunds, payments and parcels says where the order went, too.
CREATE FUNCTION mark_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{orders}'::text[], report_bucket(moment)
    FROM (VALUES (OLD.placed_at), (NEW.placed_at)) m(moment);
  IF (OLD.placed_at, OLD.storefront_id, OLD.shipping_country, OLD.currency, OLD.shop_currency,
      OLD.gateway) IS NOT DISTINCT FROM
      (NEW.placed_at, NEW.storefront_id, NEW.shipping_country, NEW.currency, NEW.shop_currency,
      NEW.gateway)
    AND (OLD.status = 'cancelled') = (NEW.status = 'cancelled')
  THEN RETURN NULL; END IF;
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT '{order_lines,taxes,refunds}'::text[], report_bucket(moment)
    FROM (VALUES (OLD.placed_at), (NEW.placed_at)) m(moment)
    UNION
    SELECT '{refunds,taxes}'::text[], report_bucket(at) FROM resolutions WHERE order_id = NEW.id
    UNION
    SELECT '{transactions}'::text[], report_bucket(at) FROM payment_transactions WHERE order_id = NEW.id
    UNION
    SELECT '{shipments}'::text[], report_bucket(m.moment) FROM shipments s
    CROSS JOIN LATERAL (VALUES (s.shipped_at), (s.delivered_at)) m(moment)
    WHERE s.order_id = NEW.id AND m.moment IS NOT NULL
    UNION
    SELECT '{steps}'::text[], report_bucket(finished_at) FROM order_steps
    WHERE order_id = NEW.id AND finished_at IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_report_update AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.status = 'cancelled') <> (NEW.status = 'cancelled')
    OR (OLD.placed_at, OLD.storefront_id, OLD.shipping_country, OLD.currency, OLD.shop_currency,
      OLD.gateway, OLD.taxes_included, OLD.subtotal_minor, OLD.discount_minor, OLD.shipping_minor,
      OLD.duty_domestic_minor, OLD.duty_international_minor, OLD.tax_minor, OLD.tip_minor,
      OLD.total_minor, OLD.subtotal_shop_minor, OLD.discount_shop_minor, OLD.shipping_shop_minor,
      OLD.duty_domestic_shop_minor, OLD.duty_international_shop_minor, OLD.tax_shop_minor,
      OLD.tip_shop_minor, OLD.total_shop_minor)
    IS DISTINCT FROM
      (NEW.placed_at, NEW.storefront_id, NEW.shipping_country, NEW.currency, NEW.shop_currency,
      NEW.gateway, NEW.taxes_included, NEW.subtotal_minor, NEW.discount_minor, NEW.shipping_minor,
      NEW.duty_domestic_minor, NEW.duty_international_minor, NEW.tax_minor, NEW.tip_minor,
      NEW.total_minor, NEW.subtotal_shop_minor, NEW.discount_shop_minor, NEW.shipping_shop_minor,
      NEW.duty_domestic_shop_minor, NEW.duty_international_shop_minor, NEW.tax_shop_minor,
      NEW.tip_shop_minor, NEW.total_shop_minor))
  EXECUTE FUNCTION mark_order();
--> statement-breakpoint
CREATE FUNCTION mark_gone_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{orders,order_lines,taxes,refunds}'::text[], report_bucket(placed_at) FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_report_delete AFTER DELETE ON orders
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_gone_orders();
--> statement-breakpoint
CREATE FUNCTION mark_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_dirty (topics, bucket_at)
    SELECT DISTINCT '{transactions}'::text[], report_bucket(at)
    FROM payment_transactions WHERE payment_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_report_update AFTER UPDATE ON payments FOR EACH ROW
  WHEN ((OLD.kind, OLD.gateway, OLD.currency, OLD.shop_currency)
    IS DISTINCT FROM (NEW.kind, NEW.gateway, NEW.currency, NEW.shop_currency))
  EXECUTE FUNCTION mark_payment();
--> statement-breakpoint
UPDATE orders o SET gateway = first.gateway
FROM (
  SELECT DISTINCT ON (p.order_id) p.order_id, p.gateway FROM payments p
  ORDER BY p.order_id, p.kind = 'gift_card', p.id
) first
WHERE o.id = first.order_id AND o.gateway <> first.gateway;
--> statement-breakpoint
-- All there was before is summed by the first that sums.
INSERT INTO report_dirty (topics, bucket_at)
  SELECT '{orders,order_lines,taxes,refunds}'::text[], report_bucket(placed_at) FROM orders
  UNION SELECT '{refunds,taxes}'::text[], report_bucket(at) FROM resolutions
  UNION SELECT '{transactions}'::text[], report_bucket(at) FROM payment_transactions
  UNION SELECT '{shipments}'::text[], report_bucket(shipped_at) FROM shipments WHERE shipped_at IS NOT NULL
  UNION SELECT '{shipments}'::text[], report_bucket(delivered_at) FROM shipments WHERE delivered_at IS NOT NULL
  UNION SELECT '{exceptions}'::text[], report_bucket(opened_at) FROM exceptions
  UNION SELECT '{exceptions}'::text[], report_bucket(closed_at) FROM exceptions WHERE closed_at IS NOT NULL
  UNION SELECT '{exceptions}'::text[], report_bucket(first_touched_at) FROM exceptions WHERE first_touched_at IS NOT NULL
  UNION SELECT '{deliveries}'::text[], report_bucket(received_at) FROM webhook_deliveries
  UNION SELECT '{steps}'::text[], report_bucket(finished_at) FROM order_steps WHERE finished_at IS NOT NULL;
