CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"storefront_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"email" text,
	"phone" text,
	"first_name" text,
	"last_name" text,
	"locale" text,
	"note" text,
	"storefront_updated_at" timestamp (3) with time zone,
	"redacted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"claimed_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"shop_domain" text NOT NULL,
	"storefront_id" uuid,
	"topic" text NOT NULL,
	"delivery_id" text NOT NULL,
	"event_id" text DEFAULT '' NOT NULL,
	"resource_id" text DEFAULT '' NOT NULL,
	"api_version" text DEFAULT '' NOT NULL,
	"triggered_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"external_order_id" text,
	"reason" text,
	"processed_at" timestamp (3) with time zone,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"template" text NOT NULL,
	"recipient" text NOT NULL,
	"status" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"storefront_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"title" text NOT NULL,
	"hs_code" text,
	"origin_country" text,
	"grams" integer DEFAULT 0 NOT NULL,
	"on_hand" integer DEFAULT 0 NOT NULL,
	"allocated" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "products_stock" CHECK ("products"."allocated" >= 0 and "products"."allocated" <= "products"."on_hand")
);
--> statement-breakpoint
CREATE TABLE "reshipment_allocations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resolution_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"status" text DEFAULT 'reserved' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reshipment_allocations_quantity" CHECK ("reshipment_allocations"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "shipment_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shipment_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "shipment_lines_quantity" CHECK ("shipment_lines"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"source" text NOT NULL,
	"resolution_id" uuid,
	"external_id" text,
	"carrier" text,
	"service" text,
	"tracking_number" text,
	"tracking_url" text,
	"label_url" text,
	"carrier_reference" text,
	"status" text NOT NULL,
	"cost_minor" bigint,
	"cost_currency" text,
	"customs" jsonb,
	"idempotency_key" text NOT NULL,
	"storefront_updated_at" timestamp (3) with time zone,
	"shipped_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_allocations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"status" text DEFAULT 'reserved' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_allocations_quantity" CHECK ("stock_allocations"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "gift_card_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gift_card_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"order_id" uuid,
	"resolution_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"note" text,
	"idempotency_key" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gift_card_entries_amount" CHECK ("gift_card_entries"."amount_minor" <> 0)
);
--> statement-breakpoint
CREATE TABLE "gift_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"storefront_id" uuid NOT NULL,
	"customer_id" uuid,
	"order_id" uuid,
	"code_hash" text NOT NULL,
	"last_four" text NOT NULL,
	"external_id" text,
	"currency" text NOT NULL,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"voided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gift_cards_balance" CHECK ("gift_cards"."balance_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "order_addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"company" text,
	"address1" text DEFAULT '' NOT NULL,
	"address2" text,
	"city" text DEFAULT '' NOT NULL,
	"province" text,
	"province_code" text,
	"postal_code" text,
	"country_code" text DEFAULT '' NOT NULL,
	"phone" text,
	"emptied_fields" text[] DEFAULT '{}' NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_discount_allocations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"discount_id" uuid NOT NULL,
	"line_id" uuid,
	"shipping_line_id" uuid,
	"amount_minor" bigint NOT NULL,
	"amount_shop_minor" bigint NOT NULL,
	CONSTRAINT "order_discount_allocations_target" CHECK (num_nonnulls("order_discount_allocations"."line_id", "order_discount_allocations"."shipping_line_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "order_discounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"value" text,
	"value_type" text,
	"target" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"amount_shop_minor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"hs_code" text,
	"origin_country" text,
	"amount_minor" bigint NOT NULL,
	"amount_shop_minor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"type" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"position" integer NOT NULL,
	"sku" text,
	"title" text NOT NULL,
	"variant_title" text,
	"quantity" integer NOT NULL,
	"current_quantity" integer NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"unit_price_shop_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"discount_shop_minor" bigint NOT NULL,
	"paid_minor" bigint NOT NULL,
	"paid_shop_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_shop_minor" bigint NOT NULL,
	"grams" integer DEFAULT 0 NOT NULL,
	"requires_shipping" boolean DEFAULT true NOT NULL,
	"is_gift_card" boolean DEFAULT false NOT NULL,
	"properties" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"hs_code" text,
	"origin_country" text,
	CONSTRAINT "order_lines_quantity" CHECK ("order_lines"."quantity" >= 0 and "order_lines"."current_quantity" >= 0),
	CONSTRAINT "order_lines_amounts_not_negative" CHECK (least("order_lines"."unit_price_minor", "order_lines"."discount_minor", "order_lines"."paid_minor", "order_lines"."tax_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "order_shipping_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"code" text,
	"title" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"price_shop_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"discount_shop_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_shop_minor" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_tax_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"line_id" uuid,
	"shipping_line_id" uuid,
	"duty_id" uuid,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"rate" numeric,
	"amount_minor" bigint NOT NULL,
	"amount_shop_minor" bigint NOT NULL,
	"is_channel_liable" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"storefront_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'processing' NOT NULL,
	"payment_status" text DEFAULT 'pending' NOT NULL,
	"fulfilment_status" text DEFAULT 'unfulfilled' NOT NULL,
	"storefront_payment_status" text DEFAULT 'pending' NOT NULL,
	"snapshot_payment_status" text DEFAULT 'pending' NOT NULL,
	"settled_payment_status" text,
	"customer_id" uuid,
	"customer_name" text DEFAULT '' NOT NULL,
	"email" text,
	"phone" text,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"subtotal_minor" bigint NOT NULL,
	"subtotal_shop_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"discount_shop_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"shipping_shop_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_shop_minor" bigint NOT NULL,
	"duty_domestic_minor" bigint NOT NULL,
	"duty_domestic_shop_minor" bigint NOT NULL,
	"duty_international_minor" bigint NOT NULL,
	"duty_international_shop_minor" bigint NOT NULL,
	"tip_minor" bigint NOT NULL,
	"tip_shop_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"total_shop_minor" bigint NOT NULL,
	"taxes_included" boolean DEFAULT false NOT NULL,
	"customer_locale" text,
	"customer_note" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"risk_level" text DEFAULT 'none' NOT NULL,
	"is_test" boolean DEFAULT false NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"completed_at" timestamp (3) with time zone,
	"held_at" timestamp (3) with time zone,
	"hold_reason" text,
	"storefront_updated_at" timestamp (3) with time zone NOT NULL,
	"snapshot_rank" integer NOT NULL,
	"snapshot_delivery_id" uuid NOT NULL,
	"progressed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "orders_amounts_not_negative" CHECK (least("orders"."subtotal_minor", "orders"."discount_minor", "orders"."shipping_minor", "orders"."tax_minor", "orders"."duty_domestic_minor", "orders"."duty_international_minor", "orders"."tip_minor", "orders"."total_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"evidence_due_at" timestamp (3) with time zone,
	"initiated_at" timestamp (3) with time zone,
	"finalized_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"amount_shop_minor" bigint NOT NULL,
	"source" text NOT NULL,
	"external_id" text,
	"gateway_reference" text,
	"error_code" text,
	"error_message" text,
	"raw" jsonb,
	"idempotency_key" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_transactions_amount" CHECK ("payment_transactions"."amount_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"gateway" text NOT NULL,
	"gateway_reference" text DEFAULT '' NOT NULL,
	"brand" text,
	"last_four" text,
	"currency" text NOT NULL,
	"shop_currency" text NOT NULL,
	"authorized_minor" bigint DEFAULT 0 NOT NULL,
	"authorized_shop_minor" bigint DEFAULT 0 NOT NULL,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"captured_shop_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_shop_minor" bigint DEFAULT 0 NOT NULL,
	"charged_back_minor" bigint DEFAULT 0 NOT NULL,
	"voided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_never_over_refunded" CHECK ("payments"."refunded_minor" <= "payments"."captured_minor"),
	CONSTRAINT "payments_amounts_not_negative" CHECK (least("payments"."authorized_minor", "payments"."captured_minor", "payments"."refunded_minor", "payments"."charged_back_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exception_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exception_id" uuid NOT NULL,
	"type" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exceptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid,
	"delivery_id" uuid,
	"step" text,
	"kind" text NOT NULL,
	"stage" text NOT NULL,
	"status" text NOT NULL,
	"severity" text NOT NULL,
	"fingerprint" text NOT NULL,
	"message" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_failed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone,
	"assignee_id" uuid,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"came_back_from_id" uuid,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"step" text NOT NULL,
	"position" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"last_error" jsonb,
	"result" jsonb,
	"idempotency_key" text NOT NULL,
	"run_id" text,
	"lease_token" uuid,
	"leased_until" timestamp (3) with time zone,
	CONSTRAINT "order_steps_attempts" CHECK ("order_steps"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "resolution_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resolution_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"restock" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"taxes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"unshipped_quantity" integer DEFAULT 0 NOT NULL,
	"restocked_at" timestamp (3) with time zone,
	CONSTRAINT "resolution_lines_quantity" CHECK ("resolution_lines"."quantity" > 0),
	CONSTRAINT "resolution_lines_unshipped" CHECK ("resolution_lines"."unshipped_quantity" >= 0 and "resolution_lines"."unshipped_quantity" <= "resolution_lines"."quantity")
);
--> statement-breakpoint
CREATE TABLE "resolution_tenders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resolution_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"destination" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"amount_shop_minor" bigint NOT NULL,
	"gift_card_id" uuid,
	"transaction_key" text,
	"sent_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "resolution_tenders_amount" CHECK ("resolution_tenders"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "resolutions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"external_id" text,
	"method" text,
	"currency" text NOT NULL,
	"shop_currency" text,
	"items_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"duty_minor" bigint NOT NULL,
	"duty_international_minor" bigint DEFAULT 0 NOT NULL,
	"tip_minor" bigint DEFAULT 0 NOT NULL,
	"adjustment_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"total_shop_minor" bigint DEFAULT 0 NOT NULL,
	"reason" text,
	"note" text,
	"is_announced" boolean DEFAULT false NOT NULL,
	"requested_by_id" uuid,
	"requested_by_name" text,
	"approval_reasons" text[] DEFAULT '{}' NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"decided_by_id" uuid,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"decision_note" text,
	"ship_to" jsonb,
	"override_reason" text,
	"error" jsonb,
	"next_attempt_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"idempotency_key" text NOT NULL,
	"request_hash" text,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "resolutions_total_not_negative" CHECK ("resolutions"."total_minor" >= 0),
	CONSTRAINT "resolutions_decided_by_another" CHECK ("resolutions"."decided_by_id" <> "resolutions"."requested_by_id")
);
--> statement-breakpoint
CREATE TABLE "runner_events" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runner_functions" (
	"id" text PRIMARY KEY NOT NULL,
	"config" json NOT NULL,
	"app_version" text,
	"synced_at" timestamp (3) with time zone NOT NULL,
	"cron_minute_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "runner_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"event" json NOT NULL,
	"dedupe_key" text,
	"max_attempts" smallint NOT NULL,
	"slots" json NOT NULL,
	"cancel_keys" text[],
	"cancellable_until" timestamp (3) with time zone,
	"generation" integer DEFAULT 0 NOT NULL,
	"protocol_version" smallint DEFAULT -1 NOT NULL,
	"is_plan_forced" boolean DEFAULT false NOT NULL,
	"pending" text[] DEFAULT '{}' NOT NULL,
	"discovery_due_at" timestamp (3) with time zone,
	"discovery_attempt" smallint DEFAULT 0 NOT NULL,
	"transport_failures" smallint DEFAULT 0 NOT NULL,
	"waiting_key" text,
	"waiting_limit" integer,
	"result" json,
	"error" json,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "runner_slots" (
	"key" text NOT NULL,
	"slot" integer NOT NULL,
	"run_id" text NOT NULL,
	CONSTRAINT "runner_slots_key_slot_pk" PRIMARY KEY("key","slot")
);
--> statement-breakpoint
CREATE TABLE "runner_steps" (
	"run_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"position" integer,
	"memo" json,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "runner_steps_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "login_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"disabled_at" timestamp (3) with time zone,
	"sessions_valid_from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "staff_email_lower" CHECK ("staff"."email" = lower("staff"."email"))
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"address" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "storefronts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"shop_domain" text NOT NULL,
	"name" text NOT NULL,
	"ships_from_country" text DEFAULT 'US' NOT NULL,
	"ships_from" jsonb,
	"allocates_stock" boolean DEFAULT false NOT NULL,
	"writes_back" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_mails" ADD CONSTRAINT "customer_mails_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reshipment_allocations" ADD CONSTRAINT "reshipment_allocations_resolution_id_resolutions_id_fk" FOREIGN KEY ("resolution_id") REFERENCES "public"."resolutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reshipment_allocations" ADD CONSTRAINT "reshipment_allocations_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reshipment_allocations" ADD CONSTRAINT "reshipment_allocations_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_lines" ADD CONSTRAINT "shipment_lines_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_lines" ADD CONSTRAINT "shipment_lines_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_resolution_id_resolutions_id_fk" FOREIGN KEY ("resolution_id") REFERENCES "public"."resolutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_allocations" ADD CONSTRAINT "stock_allocations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_allocations" ADD CONSTRAINT "stock_allocations_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_allocations" ADD CONSTRAINT "stock_allocations_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_card_entries" ADD CONSTRAINT "gift_card_entries_gift_card_id_gift_cards_id_fk" FOREIGN KEY ("gift_card_id") REFERENCES "public"."gift_cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_card_entries" ADD CONSTRAINT "gift_card_entries_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_addresses" ADD CONSTRAINT "order_addresses_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_discount_allocations" ADD CONSTRAINT "order_discount_allocations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_discount_allocations" ADD CONSTRAINT "order_discount_allocations_discount_id_order_discounts_id_fk" FOREIGN KEY ("discount_id") REFERENCES "public"."order_discounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_discount_allocations" ADD CONSTRAINT "order_discount_allocations_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_discount_allocations" ADD CONSTRAINT "order_discount_allocations_shipping_line_id_order_shipping_lines_id_fk" FOREIGN KEY ("shipping_line_id") REFERENCES "public"."order_shipping_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_discounts" ADD CONSTRAINT "order_discounts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_duties" ADD CONSTRAINT "order_duties_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_duties" ADD CONSTRAINT "order_duties_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_shipping_lines" ADD CONSTRAINT "order_shipping_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_tax_lines" ADD CONSTRAINT "order_tax_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_tax_lines" ADD CONSTRAINT "order_tax_lines_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_tax_lines" ADD CONSTRAINT "order_tax_lines_shipping_line_id_order_shipping_lines_id_fk" FOREIGN KEY ("shipping_line_id") REFERENCES "public"."order_shipping_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_tax_lines" ADD CONSTRAINT "order_tax_lines_duty_id_order_duties_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."order_duties"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_storefront_id_storefronts_id_fk" FOREIGN KEY ("storefront_id") REFERENCES "public"."storefronts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_snapshot_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("snapshot_delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transactions" ADD CONSTRAINT "payment_transactions_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transactions" ADD CONSTRAINT "payment_transactions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_events" ADD CONSTRAINT "exception_events_exception_id_exceptions_id_fk" FOREIGN KEY ("exception_id") REFERENCES "public"."exceptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_assignee_id_staff_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_steps" ADD CONSTRAINT "order_steps_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_lines" ADD CONSTRAINT "resolution_lines_resolution_id_resolutions_id_fk" FOREIGN KEY ("resolution_id") REFERENCES "public"."resolutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_lines" ADD CONSTRAINT "resolution_lines_line_id_order_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."order_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_tenders" ADD CONSTRAINT "resolution_tenders_resolution_id_resolutions_id_fk" FOREIGN KEY ("resolution_id") REFERENCES "public"."resolutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_tenders" ADD CONSTRAINT "resolution_tenders_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_tenders" ADD CONSTRAINT "resolution_tenders_gift_card_id_gift_cards_id_fk" FOREIGN KEY ("gift_card_id") REFERENCES "public"."gift_cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_requested_by_id_staff_id_fk" FOREIGN KEY ("requested_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_decided_by_id_staff_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runner_steps" ADD CONSTRAINT "runner_steps_run" FOREIGN KEY ("run_id") REFERENCES "public"."runner_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_external" ON "customers" USING btree ("storefront_id","external_id");--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("email");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("id") WHERE "outbox"."sent_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_delivery" ON "webhook_deliveries" USING btree ("platform","shop_domain","delivery_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_event" ON "webhook_deliveries" USING btree ("platform","shop_domain","topic","event_id","resource_id") WHERE "webhook_deliveries"."event_id" <> '';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_order" ON "webhook_deliveries" USING btree ("storefront_id","external_order_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_unsettled" ON "webhook_deliveries" USING btree ("status","id") WHERE "webhook_deliveries"."status" in ('received', 'waiting', 'unreadable');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_topic" ON "webhook_deliveries" USING btree ("topic","id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_mails_key" ON "customer_mails" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "products_sku" ON "products" USING btree ("storefront_id","sku");--> statement-breakpoint
CREATE UNIQUE INDEX "reshipment_allocations_line" ON "reshipment_allocations" USING btree ("resolution_id","line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_lines_line" ON "shipment_lines" USING btree ("shipment_id","line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_key" ON "shipments" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_external" ON "shipments" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE INDEX "shipments_tracking" ON "shipments" USING btree ("tracking_number");--> statement-breakpoint
CREATE INDEX "shipments_resolution" ON "shipments" USING btree ("resolution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_allocations_line" ON "stock_allocations" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "stock_allocations_order" ON "stock_allocations" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gift_card_entries_key" ON "gift_card_entries" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "gift_card_entries_card" ON "gift_card_entries" USING btree ("gift_card_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "gift_cards_code" ON "gift_cards" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "gift_cards_external" ON "gift_cards" USING btree ("storefront_id","external_id");--> statement-breakpoint
CREATE INDEX "gift_cards_last_four" ON "gift_cards" USING btree ("last_four");--> statement-breakpoint
CREATE INDEX "gift_cards_customer" ON "gift_cards" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_addresses_kind" ON "order_addresses" USING btree ("order_id","kind");--> statement-breakpoint
CREATE INDEX "order_discount_allocations_order" ON "order_discount_allocations" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_discounts_order" ON "order_discounts" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_duties_order" ON "order_duties" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_events_order" ON "order_events" USING btree ("order_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_lines_external" ON "order_lines" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "order_shipping_lines_order" ON "order_shipping_lines" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_tax_lines_order" ON "order_tax_lines" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_external" ON "orders" USING btree ("storefront_id","external_id");--> statement-breakpoint
CREATE INDEX "orders_placed" ON "orders" USING btree ("placed_at","id");--> statement-breakpoint
CREATE INDEX "orders_status_placed" ON "orders" USING btree ("status","placed_at","id");--> statement-breakpoint
CREATE INDEX "orders_name" ON "orders" USING btree ("name");--> statement-breakpoint
CREATE INDEX "orders_email" ON "orders" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "orders_customer_name" ON "orders" USING btree (lower("customer_name"));--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "orders_unfinished" ON "orders" USING btree ("progressed_at") WHERE "orders"."status" in ('processing', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_external" ON "disputes" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_transactions_key" ON "payment_transactions" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "payment_transactions_order" ON "payment_transactions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payment_transactions_payment" ON "payment_transactions" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_external" ON "payments" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE INDEX "payments_gateway_reference" ON "payments" USING btree ("gateway_reference");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_type","subject_id","id");--> statement-breakpoint
CREATE INDEX "exception_events_exception" ON "exception_events" USING btree ("exception_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "exceptions_one_open_per_step_and_kind" ON "exceptions" USING btree ("order_id","step","kind") WHERE "exceptions"."status" not in ('resolved', 'ignored') and "exceptions"."order_id" is not null and "exceptions"."step" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "exceptions_one_open_per_order_and_kind" ON "exceptions" USING btree ("order_id","kind") WHERE "exceptions"."status" not in ('resolved', 'ignored') and "exceptions"."order_id" is not null and "exceptions"."step" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "exceptions_one_open_per_delivery_and_kind" ON "exceptions" USING btree ("delivery_id","kind") WHERE "exceptions"."status" not in ('resolved', 'ignored') and "exceptions"."order_id" is null;--> statement-breakpoint
CREATE INDEX "exceptions_order" ON "exceptions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "exceptions_open" ON "exceptions" USING btree ("stage","opened_at") WHERE "exceptions"."status" not in ('resolved', 'ignored');--> statement-breakpoint
CREATE INDEX "exceptions_fingerprint" ON "exceptions" USING btree ("fingerprint");--> statement-breakpoint
CREATE UNIQUE INDEX "order_steps_step" ON "order_steps" USING btree ("order_id","step");--> statement-breakpoint
CREATE UNIQUE INDEX "order_steps_key" ON "order_steps" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "resolution_lines_resolution" ON "resolution_lines" USING btree ("resolution_id");--> statement-breakpoint
CREATE INDEX "resolution_lines_line" ON "resolution_lines" USING btree ("line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resolution_tenders_payment" ON "resolution_tenders" USING btree ("resolution_id","payment_id");--> statement-breakpoint
CREATE INDEX "resolution_tenders_key" ON "resolution_tenders" USING btree ("transaction_key");--> statement-breakpoint
CREATE UNIQUE INDEX "resolutions_key" ON "resolutions" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "resolutions_external" ON "resolutions" USING btree ("order_id","external_id");--> statement-breakpoint
CREATE INDEX "resolutions_requester" ON "resolutions" USING btree ("requested_by_id","at");--> statement-breakpoint
CREATE INDEX "resolutions_waiting" ON "resolutions" USING btree ("expires_at") WHERE "resolutions"."status" = 'requested';--> statement-breakpoint
CREATE INDEX "resolutions_unsettled" ON "resolutions" USING btree ("next_attempt_at") WHERE "resolutions"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "runner_events_once" ON "runner_events" USING btree ("name","event_id");--> statement-breakpoint
CREATE INDEX "runner_events_received" ON "runner_events" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "runner_runs_once" ON "runner_runs" USING btree ("function_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "runner_runs_waiting" ON "runner_runs" USING btree ("waiting_key","id") WHERE "runner_runs"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "runner_runs_active" ON "runner_runs" USING btree ("id") WHERE "runner_runs"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "runner_runs_finished" ON "runner_runs" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "runner_runs_deduped" ON "runner_runs" USING btree ("created_at") WHERE "runner_runs"."dedupe_key" is not null;--> statement-breakpoint
CREATE INDEX "runner_runs_cancel" ON "runner_runs" USING gin ("cancel_keys") WHERE "runner_runs"."finished_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "runner_slots_run" ON "runner_slots" USING btree ("run_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email" ON "staff" USING btree ("email");--> statement-breakpoint
CREATE INDEX "staff_sessions_staff" ON "staff_sessions" USING btree ("staff_id","address");--> statement-breakpoint
CREATE UNIQUE INDEX "storefronts_platform_domain" ON "storefronts" USING btree ("platform","shop_domain");