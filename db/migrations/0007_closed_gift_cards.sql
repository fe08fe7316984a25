-- A closed gift card stays as it is: money that came onto it now would be lost to the customer.
CREATE OR REPLACE FUNCTION sum_gift_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM gift_cards WHERE id = NEW.gift_card_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM gift_cards WHERE id = NEW.gift_card_id AND voided_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the gift card % is closed', NEW.gift_card_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'gift_cards_closed';
  END IF;
  UPDATE gift_cards SET balance_minor = (
    SELECT coalesce(sum(amount_minor), 0) FROM gift_card_entries WHERE gift_card_id = NEW.gift_card_id
  ) WHERE id = NEW.gift_card_id;
  RETURN NULL;
END $$;
