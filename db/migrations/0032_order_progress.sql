DROP INDEX "orders_unfinished";--> statement-breakpoint
-- Room for the versions of a row that steps leave behind: what changes in no index stays in its page
-- (heap-only tuples, https://www.postgresql.org/docs/current/storage-hot.html).
ALTER TABLE orders SET (fillfactor = 80);
