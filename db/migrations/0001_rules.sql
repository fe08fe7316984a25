-- Rules that need more than a check: the sums of a tender follow its transactions, and the
-- append-only tables refuse to be rewritten.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX orders_search ON orders USING gin (search_text gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION sum_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The lock makes two concurrent refunds of one tender queue up, so that the check sees both.
  PERFORM 1 FROM payments WHERE id = NEW.payment_id FOR UPDATE;
  UPDATE payments p SET
    authorized_minor = greatest(s.authorized, s.captured),
    authorized_shop_minor = greatest(s.authorized_shop, s.captured_shop),
    captured_minor = s.captured,
    captured_shop_minor = s.captured_shop,
    refunded_minor = s.refunded,
    refunded_shop_minor = s.refunded_shop,
    charged_back_minor = s.charged_back,
    voided_at = s.voided_at
  FROM (
    SELECT
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'authorization' AND status = 'succeeded'), 0) AS authorized,
      coalesce(sum(amount_shop_minor) FILTER (WHERE kind = 'authorization' AND status = 'succeeded'), 0) AS authorized_shop,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'capture' AND status = 'succeeded'), 0) AS captured,
      coalesce(sum(amount_shop_minor) FILTER (WHERE kind = 'capture' AND status = 'succeeded'), 0) AS captured_shop,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund' AND status <> 'failed'), 0) AS refunded,
      coalesce(sum(amount_shop_minor) FILTER (WHERE kind = 'refund' AND status <> 'failed'), 0) AS refunded_shop,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'chargeback' AND status = 'succeeded'), 0) AS charged_back,
      max(at) FILTER (WHERE kind = 'void' AND status = 'succeeded') AS voided_at
    FROM payment_transactions WHERE payment_id = NEW.payment_id
  ) s
  WHERE p.id = NEW.payment_id;
  -- The check on the table cannot know of chargebacks: a bank may take back more than is left.
  IF TG_OP = 'INSERT' AND NEW.kind = 'refund' AND NEW.status <> 'failed' AND NEW.source <> 'storefront'
    AND EXISTS (
      SELECT 1 FROM payments
      WHERE id = NEW.payment_id AND refunded_minor + charged_back_minor > captured_minor
    )
  THEN
    RAISE EXCEPTION 'the payment % has less left than this refund', NEW.payment_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_never_over_refunded';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_transactions_sum AFTER INSERT OR UPDATE ON payment_transactions
  FOR EACH ROW EXECUTE FUNCTION sum_payment();
--> statement-breakpoint
CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER order_events_append_only BEFORE UPDATE ON order_events
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER exception_events_append_only BEFORE UPDATE ON exception_events
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
-- Compressing a body takes the server longer than all the rest of storing a delivery.
ALTER TABLE webhook_deliveries ALTER COLUMN body SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE TRIGGER gift_card_entries_append_only BEFORE UPDATE OR DELETE ON gift_card_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE FUNCTION sum_gift_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM gift_cards WHERE id = NEW.gift_card_id FOR UPDATE;
  UPDATE gift_cards SET balance_minor = (
    SELECT coalesce(sum(amount_minor), 0) FROM gift_card_entries WHERE gift_card_id = NEW.gift_card_id
  ) WHERE id = NEW.gift_card_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER gift_card_entries_sum AFTER INSERT ON gift_card_entries
  FOR EACH ROW EXECUTE FUNCTION sum_gift_card();
