ALTER TABLE "resolutions" ADD COLUMN "reverses_gift_card_id" uuid;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_reverses_gift_card_id_gift_cards_id_fk" FOREIGN KEY ("reverses_gift_card_id") REFERENCES "public"."gift_cards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "resolutions_reverses" ON "resolutions" USING btree ("reverses_gift_card_id");--> statement-breakpoint
-- A refund that went onto a gift card makes room again once it is taken back from there.
CREATE OR REPLACE FUNCTION sum_payment() RETURNS trigger LANGUAGE plpgsql AS $$
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
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund' AND status <> 'failed'), 0)
        - coalesce(sum(amount_minor) FILTER (WHERE kind = 'reversal' AND status <> 'failed'), 0) AS refunded,
      coalesce(sum(amount_shop_minor) FILTER (WHERE kind = 'refund' AND status <> 'failed'), 0)
        - coalesce(sum(amount_shop_minor) FILTER (WHERE kind = 'reversal' AND status <> 'failed'), 0) AS refunded_shop,
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
