ALTER TABLE "orders" DROP CONSTRAINT "orders_amounts_not_negative";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "fee_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "fee_shop_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "report_orders" ADD COLUMN "fee" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "report_orders" ADD COLUMN "fee_shop" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "resolutions" ADD COLUMN "fee_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_amounts_not_negative" CHECK (least("orders"."subtotal_minor", "orders"."discount_minor", "orders"."shipping_minor", "orders"."tax_minor", "orders"."duty_domestic_minor", "orders"."duty_international_minor", "orders"."tip_minor", "orders"."fee_minor", "orders"."total_minor") >= 0);--> statement-breakpoint
-- Fees leave what reports call rounding and edits, and stand by their own name.
CREATE OR REPLACE VIEW report_order_facts AS
SELECT o.id AS row_id, o.id AS order_id, o.name AS order_name, o.placed_at AS at, o.storefront_id,
  o.shipping_country AS country, o.currency, o.shop_currency, o.gateway,
  yes_no(o.status = 'cancelled') AS cancelled,
  o.subtotal_minor AS gross, o.discount_minor AS discount, o.shipping_minor AS shipping,
  o.duty_domestic_minor + o.duty_international_minor AS duty,
  CASE WHEN o.taxes_included THEN 0 ELSE o.tax_minor END AS tax_added, o.tip_minor AS tip,
  o.total_minor - (o.subtotal_minor - o.discount_minor + o.shipping_minor + o.duty_domestic_minor
    + o.duty_international_minor + CASE WHEN o.taxes_included THEN 0 ELSE o.tax_minor END
    + o.tip_minor + o.fee_minor) AS other,
  o.total_minor AS total,
  o.subtotal_shop_minor AS gross_shop, o.discount_shop_minor AS discount_shop,
  o.shipping_shop_minor AS shipping_shop,
  o.duty_domestic_shop_minor + o.duty_international_shop_minor AS duty_shop,
  CASE WHEN o.taxes_included THEN 0 ELSE o.tax_shop_minor END AS tax_added_shop,
  o.tip_shop_minor AS tip_shop,
  o.total_shop_minor - (o.subtotal_shop_minor - o.discount_shop_minor + o.shipping_shop_minor
    + o.duty_domestic_shop_minor + o.duty_international_shop_minor
    + CASE WHEN o.taxes_included THEN 0 ELSE o.tax_shop_minor END + o.tip_shop_minor
    + o.fee_shop_minor) AS other_shop,
  o.total_shop_minor AS total_shop,
  o.fee_minor AS fee, o.fee_shop_minor AS fee_shop
FROM orders o;
--> statement-breakpoint
DROP TRIGGER orders_report_update ON orders;
--> statement-breakpoint
CREATE TRIGGER orders_report_update AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.status = 'cancelled') <> (NEW.status = 'cancelled')
    OR (OLD.placed_at, OLD.storefront_id, OLD.shipping_country, OLD.currency, OLD.shop_currency,
      OLD.gateway, OLD.taxes_included, OLD.subtotal_minor, OLD.discount_minor, OLD.shipping_minor,
      OLD.duty_domestic_minor, OLD.duty_international_minor, OLD.tax_minor, OLD.tip_minor,
      OLD.total_minor, OLD.subtotal_shop_minor, OLD.discount_shop_minor, OLD.shipping_shop_minor,
      OLD.duty_domestic_shop_minor, OLD.duty_international_shop_minor, OLD.tax_shop_minor,
      OLD.tip_shop_minor, OLD.fee_minor, OLD.fee_shop_minor, OLD.total_shop_minor)
    IS DISTINCT FROM
      (NEW.placed_at, NEW.storefront_id, NEW.shipping_country, NEW.currency, NEW.shop_currency,
      NEW.gateway, NEW.taxes_included, NEW.subtotal_minor, NEW.discount_minor, NEW.shipping_minor,
      NEW.duty_domestic_minor, NEW.duty_international_minor, NEW.tax_minor, NEW.tip_minor,
      NEW.total_minor, NEW.subtotal_shop_minor, NEW.discount_shop_minor, NEW.shipping_shop_minor,
      NEW.duty_domestic_shop_minor, NEW.duty_international_shop_minor, NEW.tax_shop_minor,
      NEW.tip_shop_minor, NEW.fee_minor, NEW.fee_shop_minor, NEW.total_shop_minor))
  EXECUTE FUNCTION mark_order();
