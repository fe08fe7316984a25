CREATE TABLE "bulk_job_rows" (
	"job_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"lane" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"message" text,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_job_rows_job_id_subject_id_pk" PRIMARY KEY("job_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"filter" jsonb NOT NULL,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"pace_per_second" integer NOT NULL,
	"requested_by_id" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_by_role" text NOT NULL,
	"request_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"progressed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"cancelled_by_name" text,
	CONSTRAINT "bulk_jobs_counts" CHECK ("bulk_jobs"."done" + "bulk_jobs"."refused" <= "bulk_jobs"."total")
);
--> statement-breakpoint
ALTER TABLE "bulk_job_rows" ADD CONSTRAINT "bulk_job_rows_job_id_bulk_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."bulk_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_job_rows_pending" ON "bulk_job_rows" USING btree ("job_id","lane","subject_id") WHERE "bulk_job_rows"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "bulk_job_rows_refused" ON "bulk_job_rows" USING btree ("job_id","subject_id") WHERE "bulk_job_rows"."status" = 'refused';--> statement-breakpoint
CREATE INDEX "bulk_jobs_unfinished" ON "bulk_jobs" USING btree ("progressed_at") WHERE "bulk_jobs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "bulk_jobs_requester" ON "bulk_jobs" USING btree ("requested_by_id","id");--> statement-breakpoint
CREATE INDEX "exceptions_unassigned" ON "exceptions" USING btree ("stage","opened_at","id") WHERE "exceptions"."status" = 'open' and "exceptions"."assignee_id" is null;--> statement-breakpoint
-- Those without a time limit come last when the inbox is sorted by it.
CREATE INDEX exceptions_open_by_due ON exceptions
  ((coalesce(due_at, '9999-01-01 00:00:00+00'::timestamptz)), id)
  WHERE status NOT IN ('resolved', 'ignored');
