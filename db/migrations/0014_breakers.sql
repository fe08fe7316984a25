CREATE TABLE "breakers" (
	"key" text PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'closed' NOT NULL,
	"failed_subjects" text[] DEFAULT '{}' NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"down_since" timestamp (3) with time zone,
	"next_probe_at" timestamp (3) with time zone,
	"probe_until" timestamp (3) with time zone,
	"failed_probes" integer DEFAULT 0 NOT NULL,
	"last_error" jsonb,
	"next_slot_at" timestamp (3) with time zone,
	"tended_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "order_steps" ADD COLUMN "queued_for" text;--> statement-breakpoint
ALTER TABLE "order_steps" ADD COLUMN "queued_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "order_steps_queue" ON "order_steps" USING btree ("queued_for","queued_at") WHERE "order_steps"."queued_for" is not null;