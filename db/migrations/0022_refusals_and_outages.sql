CREATE TABLE "breaker_outages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"failed_probes" integer DEFAULT 0 NOT NULL,
	"code" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rejected_signatures" (
	"bucket_at" timestamp (3) with time zone NOT NULL,
	"storefront_id" uuid,
	"count" integer NOT NULL,
	CONSTRAINT "rejected_signatures_bucket" UNIQUE NULLS NOT DISTINCT("bucket_at","storefront_id")
);
--> statement-breakpoint
ALTER TABLE "rejected_signatures" ADD CONSTRAINT "rejected_signatures_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "breaker_outages_open" ON "breaker_outages" USING btree ("key") WHERE "breaker_outages"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "breaker_outages_began" ON "breaker_outages" USING btree ("began_at");
--> statement-breakpoint
CREATE FUNCTION note_breaker_outage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('open', 'probing') THEN
    INSERT INTO breaker_outages (id, key, began_at, code, message)
    VALUES (gen_random_uuid(), NEW.key, coalesce(NEW.down_since, clock_timestamp()),
      coalesce(NEW.last_error ->> 'code', ''), coalesce(NEW.last_error ->> 'message', ''))
    ON CONFLICT (key) WHERE ended_at IS NULL
    DO UPDATE SET failed_probes = NEW.failed_probes;
  ELSE
    UPDATE breaker_outages SET ended_at = greatest(began_at, clock_timestamp())
    WHERE key = NEW.key AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER breakers_outage_new AFTER INSERT ON breakers FOR EACH ROW
  WHEN (NEW.state IN ('open', 'probing')) EXECUTE FUNCTION note_breaker_outage();
--> statement-breakpoint
CREATE TRIGGER breakers_outage AFTER UPDATE ON breakers FOR EACH ROW
  WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION note_breaker_outage();
--> statement-breakpoint
-- Those that are down already: when they went down is known, what came before is not.
INSERT INTO breaker_outages (id, key, began_at, failed_probes, code, message)
  SELECT gen_random_uuid(), key, coalesce(down_since, now()), failed_probes,
    coalesce(last_error ->> 'code', ''), coalesce(last_error ->> 'message', '')
  FROM breakers WHERE state IN ('open', 'probing');
