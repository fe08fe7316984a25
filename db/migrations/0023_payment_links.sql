CREATE TABLE "assignment_settings" (
	"id" text PRIMARY KEY DEFAULT 'inbox' NOT NULL,
	"is_round_robin" boolean NOT NULL,
	"last_staff_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by_name" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "assignment_settings_one" CHECK ("assignment_settings"."id" = 'inbox')
);
--> statement-breakpoint
CREATE TABLE "payment_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"exception_id" uuid NOT NULL,
	"status" text DEFAULT 'requested' NOT NULL,
	"gateway_reference" text,
	"url" text,
	"message" text NOT NULL,
	"recipient" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"replaces_payment_id" uuid,
	"payment_id" uuid,
	"requested_by_id" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_look_at" timestamp (3) with time zone,
	"shut_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_links_amount" CHECK ("payment_links"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_exception_id_exceptions_id_fk" FOREIGN KEY ("exception_id") REFERENCES "public"."exceptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_replaces_payment_id_payments_id_fk" FOREIGN KEY ("replaces_payment_id") REFERENCES "public"."payments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_links_live" ON "payment_links" USING btree ("order_id") WHERE "payment_links"."status" in ('requested', 'open');--> statement-breakpoint
CREATE INDEX "payment_links_look" ON "payment_links" USING btree ("next_look_at") WHERE "payment_links"."next_look_at" is not null;--> statement-breakpoint
CREATE INDEX "payment_links_exception" ON "payment_links" USING btree ("exception_id");