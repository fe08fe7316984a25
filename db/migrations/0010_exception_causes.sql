CREATE INDEX "exceptions_open_cause" ON "exceptions" USING btree ("fingerprint","opened_at","id") WHERE "exceptions"."status" not in ('resolved', 'ignored');--> statement-breakpoint
-- Postgres does not choose it: counting reads the rows themselves.
DROP INDEX exceptions_open_groups;
