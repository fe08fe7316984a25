CREATE TABLE "order_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"code" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customer_mails" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "customer_mails" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "fulfil_sku" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "email_edited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exceptions" ADD COLUMN "waiting_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "order_decisions" ADD CONSTRAINT "order_decisions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_decisions_code" ON "order_decisions" USING btree ("order_id","code");