DROP TABLE "report_shipment_countries" CASCADE;
--> statement-breakpoint
-- Every row has its order and its payment: said so, Postgres looks neither up where nothing of it is
-- asked for.
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
FROM resolutions r LEFT JOIN orders o ON o.id = r.order_id
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
CREATE OR REPLACE VIEW report_refund_line_facts AS
SELECT l.id AS row_id, o.id AS order_id, o.name AS order_name, r.at, o.storefront_id,
  o.shipping_country AS country, r.currency, o.shop_currency, o.gateway,
  CASE WHEN r.reverses_gift_card_id IS NULL THEN r.kind ELSE 'reversal' END AS kind, r.status,
  coalesce(r.reason, '') AS reason, coalesce(ol.sku, '') AS sku, l.restock,
  l.quantity::bigint AS quantity, l.amount_minor AS amount, l.tax_minor AS tax, ol.title
FROM resolutions r JOIN resolution_lines l ON l.resolution_id = r.id
  LEFT JOIN order_lines ol ON ol.id = l.line_id LEFT JOIN orders o ON o.id = r.order_id;
--> statement-breakpoint
CREATE OR REPLACE VIEW report_transaction_facts AS
SELECT t.id AS row_id, o.id AS order_id, o.name AS order_name, t.at, o.storefront_id,
  o.shipping_country AS country, p.currency, p.shop_currency, p.gateway, t.kind, t.status,
  p.kind AS method, CASE WHEN t.status = 'failed' THEN coalesce(t.error_code, '') ELSE '' END AS code,
  t.amount_minor AS amount, t.amount_shop_minor AS amount_shop
FROM payment_transactions t LEFT JOIN payments p ON p.id = t.payment_id
  LEFT JOIN orders o ON o.id = t.order_id;
--> statement-breakpoint
CREATE OR REPLACE VIEW report_shipment_facts AS
SELECT s.id AS row_id, o.id AS order_id, o.name AS order_name, s.shipped_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway, 'shipped'::text AS basis,
  coalesce(s.carrier, '') AS carrier, s.status,
  CASE WHEN s.resolution_id IS NULL THEN 'order' ELSE 'reshipment' END AS purpose,
  report_bin(CASE WHEN s.resolution_id IS NULL THEN s.shipped_at - (
    SELECT min(t.at) FROM payment_transactions t
    WHERE t.order_id = s.order_id AND t.kind = 'capture' AND t.status = 'succeeded') END) AS bin,
  s.tracking_number, s.cost_minor, s.cost_currency
FROM shipments s LEFT JOIN orders o ON o.id = s.order_id WHERE s.shipped_at IS NOT NULL
UNION ALL
SELECT s.id, o.id, o.name, s.delivered_at, o.storefront_id, o.shipping_country, o.currency,
  o.shop_currency, o.gateway, 'delivered'::text, coalesce(s.carrier, ''), s.status,
  CASE WHEN s.resolution_id IS NULL THEN 'order' ELSE 'reshipment' END,
  report_bin(s.delivered_at - s.shipped_at), s.tracking_number, s.cost_minor, s.cost_currency
FROM shipments s LEFT JOIN orders o ON o.id = s.order_id WHERE s.delivered_at IS NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE VIEW report_step_facts AS
SELECT s.id AS row_id, o.id AS order_id, o.name AS order_name, s.finished_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway, s.step, s.status,
  report_bin(s.finished_at - s.started_at) AS bin, s.attempts::bigint AS attempts
FROM order_steps s LEFT JOIN orders o ON o.id = s.order_id WHERE s.finished_at IS NOT NULL;
--> statement-breakpoint
TRUNCATE report_orders, report_order_lines, report_refunds, report_refund_lines, report_taxes,
  report_exceptions, report_transactions, report_shipments, report_deliveries, report_steps;
--> statement-breakpoint
-- Sums by other stretches of time are made by the first that sums.
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
