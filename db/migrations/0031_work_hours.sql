CREATE TABLE "work_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"time_zone" text,
	"week" jsonb,
	"reason" text NOT NULL,
	"changed_by_id" uuid NOT NULL,
	"changed_by_name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "work_hours_version_unique" UNIQUE("version"),
	CONSTRAINT "work_hours_whole" CHECK (("work_hours"."time_zone" is null) = ("work_hours"."week" is null))
);
