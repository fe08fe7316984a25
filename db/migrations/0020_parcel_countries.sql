CREATE TABLE "report_shipment_countries" (
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
CREATE INDEX "report_shipment_countries_bucket" ON "report_shipment_countries" USING btree ("level","bucket_at");
--> statement-breakpoint
-- All there was before is summed by the first that sums.
INSERT INTO report_dirty (topics, bucket_at)
  SELECT '{shipments}'::text[], report_bucket(shipped_at) FROM shipments WHERE shipped_at IS NOT NULL
  UNION SELECT '{shipments}'::text[], report_bucket(delivered_at) FROM shipments WHERE delivered_at IS NOT NULL;
