CREATE TABLE "vendor_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"step" text NOT NULL,
	"run_id" text,
	"request_id" text NOT NULL,
	"vendor" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"idempotency_key" text,
	"request" jsonb,
	"status" integer,
	"answer" jsonb,
	"outcome" text NOT NULL,
	"message" text,
	"at" timestamp (3) with time zone NOT NULL,
	"ms" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "exceptions_fingerprint";--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "opened_version" text;--> statement-breakpoint
ALTER TABLE "vendor_calls" ADD CONSTRAINT "vendor_calls_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vendor_calls_order" ON "vendor_calls" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "exceptions_fingerprint_opened" ON "exceptions" USING btree ("fingerprint","opened_at");