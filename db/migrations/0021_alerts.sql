CREATE TABLE "alert_choices" (
	"staff_id" uuid PRIMARY KEY NOT NULL,
	"has_alerts" boolean,
	"has_digest" boolean,
	"quiet_from" integer,
	"quiet_until" integer,
	"time_zone" text NOT NULL,
	CONSTRAINT "alert_choices_quiet" CHECK (("alert_choices"."quiet_from" is null) = ("alert_choices"."quiet_until" is null)),
	CONSTRAINT "alert_choices_minutes" CHECK ("alert_choices"."quiet_from" between 0 and 1439 and "alert_choices"."quiet_until" between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "alert_webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"has_alerts" boolean NOT NULL,
	"has_digest" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"exception_id" uuid,
	"day" text,
	"staff_id" uuid,
	"webhook_id" uuid,
	"status" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "alerts_one_recipient" CHECK (num_nonnulls("alerts"."staff_id", "alerts"."webhook_id") = 1),
	CONSTRAINT "alerts_one_subject" CHECK (num_nonnulls("alerts"."exception_id", "alerts"."day") = 1)
);
--> statement-breakpoint
CREATE TABLE "role_alerts" (
	"role" text PRIMARY KEY NOT NULL,
	"has_alerts" boolean NOT NULL,
	"has_digest" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sku_aliases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"storefront_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"product_sku" text NOT NULL,
	"chosen_by_id" uuid NOT NULL,
	"chosen_by_name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_choices" ADD CONSTRAINT "alert_choices_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_exception_id_exceptions_id_fk" FOREIGN KEY ("exception_id") REFERENCES "public"."exceptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_webhook_id_alert_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."alert_webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sku_aliases" ADD CONSTRAINT "sku_aliases_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_once_per_person" ON "alerts" USING btree ("exception_id","staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_once_per_webhook" ON "alerts" USING btree ("exception_id","webhook_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_digest_per_person" ON "alerts" USING btree ("day","staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_digest_per_webhook" ON "alerts" USING btree ("day","webhook_id");--> statement-breakpoint
CREATE INDEX "alerts_created" ON "alerts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "alerts_due" ON "alerts" USING btree ("due_at") WHERE "alerts"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "sku_aliases_sku" ON "sku_aliases" USING btree ("storefront_id","sku");