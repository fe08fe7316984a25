CREATE TABLE "order_count_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "order_count_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"status" text NOT NULL,
	"payment_status" text NOT NULL,
	"fulfilment_status" text NOT NULL,
	"change" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_counts" (
	"status" text NOT NULL,
	"payment_status" text NOT NULL,
	"fulfilment_status" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "order_counts_status_payment_status_fulfilment_status_pk" PRIMARY KEY("status","payment_status","fulfilment_status")
);
--> statement-breakpoint
DROP INDEX "order_lines_sku";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "shipping_country" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "orders_total" ON "orders" USING btree ("total_shop_minor","id");--> statement-breakpoint
CREATE INDEX "orders_by_customer" ON "orders" USING btree ("customer_name" collate "und-x-icu","id");--> statement-breakpoint
CREATE INDEX "orders_tags" ON "orders" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "orders_assignee" ON "orders" USING btree ("assignee_id") WHERE "orders"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_unfulfilled" ON "orders" USING btree ("placed_at","id") WHERE "orders"."fulfilment_status" <> 'fulfilled' and "orders"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "orders_refunded" ON "orders" USING btree ("placed_at","id") WHERE "orders"."payment_status" in ('refunded', 'partially_refunded');--> statement-breakpoint
CREATE INDEX "orders_phone" ON "orders" USING btree (regexp_replace("phone", '[^0-9]', '', 'g'));--> statement-breakpoint
CREATE INDEX "payment_transactions_reference" ON "payment_transactions" USING btree ("gateway_reference");--> statement-breakpoint
CREATE INDEX "payments_gift_card" ON "payments" USING btree ("last_four") WHERE "payments"."kind" = 'gift_card';--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree (lower("sku"));--> statement-breakpoint
UPDATE orders o SET
  shipping_country = coalesce((SELECT country_code FROM order_addresses WHERE order_id = o.id AND kind = 'shipping'), ''),
  search_text = left(search_text || coalesce(' ' || (
    SELECT string_agg(lower(concat_ws(' ', company, address1, address2, city, postal_code, regexp_replace(phone, '[^0-9]', '', 'g')) COLLATE "und-x-icu"), ' ')
    FROM order_addresses WHERE order_id = o.id), '') || coalesce(' ' || (
    SELECT string_agg(lower(concat_ws(' ', sku, title, variant_title) COLLATE "und-x-icu"), ' ')
    FROM order_lines WHERE order_id = o.id), ''), 4000)
WHERE email IS NOT NULL OR customer_name <> '';
--> statement-breakpoint
INSERT INTO order_counts (status, payment_status, fulfilment_status, count)
  SELECT status, payment_status, fulfilment_status, count(*) FROM orders GROUP BY 1, 2, 3;
--> statement-breakpoint
-- The counters of the tabs: every change of an order leaves a row, which a sweep adds up. Counting
-- in place would make all orders that change at once wait for each other.
CREATE FUNCTION count_new_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_count_changes (status, payment_status, fulfilment_status, change)
    SELECT status, payment_status, fulfilment_status, count(*) FROM changed GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION count_gone_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_count_changes (status, payment_status, fulfilment_status, change)
    SELECT status, payment_status, fulfilment_status, -count(*) FROM changed GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION count_moved_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_count_changes (status, payment_status, fulfilment_status, change) VALUES
    (OLD.status, OLD.payment_status, OLD.fulfilment_status, -1),
    (NEW.status, NEW.payment_status, NEW.fulfilment_status, 1);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION count_no_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM order_count_changes;
  DELETE FROM order_counts;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_count_new AFTER INSERT ON orders
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_new_orders();
--> statement-breakpoint
CREATE TRIGGER orders_count_gone AFTER DELETE ON orders
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_gone_orders();
--> statement-breakpoint
CREATE TRIGGER orders_count_moved AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.status, OLD.payment_status, OLD.fulfilment_status)
    IS DISTINCT FROM (NEW.status, NEW.payment_status, NEW.fulfilment_status))
  EXECUTE FUNCTION count_moved_order();
--> statement-breakpoint
CREATE TRIGGER orders_count_none AFTER TRUNCATE ON orders
  FOR EACH STATEMENT EXECUTE FUNCTION count_no_orders();
