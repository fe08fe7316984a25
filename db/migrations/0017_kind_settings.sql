CREATE TABLE "playbooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"body" text,
	"changed_by_id" uuid NOT NULL,
	"changed_by_name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retry_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"delays_seconds" integer[],
	"jitter" double precision,
	"reason" text NOT NULL,
	"changed_by_id" uuid NOT NULL,
	"changed_by_name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retry_policies_whole" CHECK (("retry_policies"."delays_seconds" is null) = ("retry_policies"."jitter" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "playbooks_version" ON "playbooks" USING btree ("kind","version");--> statement-breakpoint
CREATE UNIQUE INDEX "retry_policies_version" ON "retry_policies" USING btree ("kind","version");