CREATE INDEX "customers_phone" ON "customers" USING btree (regexp_replace("phone", '[^0-9]', '', 'g'));--> statement-breakpoint
CREATE INDEX "orders_country_placed" ON "orders" USING btree ("shipping_country","placed_at","id");--> statement-breakpoint
-- What the search for customers looks in; drizzle has no words for the operator class.
CREATE INDEX "customers_search" ON "customers" USING gin (lower(coalesce("first_name", '') || ' ' || coalesce("last_name", '') || ' ' || coalesce("email", '')) gin_trgm_ops);
