CREATE TABLE "refund_limits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"shop_currency" text NOT NULL,
	"version" integer NOT NULL,
	"per_refund_minor" bigint,
	"per_order_minor" bigint,
	"per_customer30_days_minor" bigint,
	"per_person24_hours_minor" bigint,
	"per_reshipment_minor" bigint,
	"reason" text NOT NULL,
	"changed_by_id" uuid NOT NULL,
	"changed_by_name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refund_limits_whole" CHECK (num_nulls("refund_limits"."per_refund_minor", "refund_limits"."per_order_minor", "refund_limits"."per_customer30_days_minor",
        "refund_limits"."per_person24_hours_minor", "refund_limits"."per_reshipment_minor") in (0, 5)),
	CONSTRAINT "refund_limits_not_negative" CHECK (least("refund_limits"."per_refund_minor", "refund_limits"."per_order_minor", "refund_limits"."per_customer30_days_minor",
        "refund_limits"."per_person24_hours_minor", "refund_limits"."per_reshipment_minor") >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "refund_limits_version" ON "refund_limits" USING btree ("role","shop_currency","version");