import type { ExceptionKind } from './exception-kinds'

/** What staff read beside the actions of a kind until an admin writes something better: Markdown. */
export const DEFAULT_PLAYBOOKS: Record<ExceptionKind, string> = {
  gateway_unavailable: `**Wait first.** It is tried again by itself, and nothing was charged.

1. Look at the top of the inbox: when the service is down for everybody, all of its orders wait together and go on by themselves.
2. Look at the service's own status page.
3. Only when it is up again and this order still stands here: *Retry now*.

Escalate when single orders keep failing while others go through.`,
  payment_declined: `The bank said no; nothing was taken.

- **Not enough money, or the card was used too often:** send a payment link; trying again the same day seldom helps.
- **The card has expired or a detail is wrong:** send a payment link, so that the customer can use another card.
- **Stolen, lost, suspected fraud:** do not tell the customer what the bank said. Cancel the order when in doubt.

No answer after three days: cancel the order.`,
  authorization_expired: `The hold on the card is over, so the money is the customer's again.

1. Send a payment link and say that the order leaves as soon as it is paid.
2. No payment after three days: cancel the order.`,
  payment_unknown: `**Never charge again before you know.** The charge is looked up by itself.

1. When the look-ups brought nothing, search for the reference in the payment service.
2. It is there and captured: *Mark as paid* with its reference.
3. It is certainly not there: ask a lead to *mark it as not paid*.`,
  amount_mismatch: `Find out which of the two numbers is right before anything leaves.

- **Paid too much:** refund the excess.
- **Paid too little by cents:** a lead may accept the difference.
- **Paid too little by more:** ask the customer.`,
  totals_mismatch: `The parts of the order do not come to its total. The customer agreed to the **total**: compare it with the confirmation that the storefront mailed. When it is right, accept it. When every order of the storefront shows this, escalate.`,
  address_invalid: `1. Look at the message, and at the field that is marked if there is one; often a house number or a digit of the postal code is missing.
2. A map finds most of the rest. Change only what you are sure of.
3. Otherwise ask the customer. The order waits for the answer.`,
  address_empty_after_cleaning: `A field held only emoji, and those cannot be printed on a label. The customer's name or street often stands in another field or in an earlier order. Otherwise ask them.`,
  customs_data_missing: `The parcel crosses a border and needs a **customs code** (HS, 6 to 10 digits) and the **country of origin** for each item. Both stand on the supplier's invoice. What you fill in is remembered for the product.`,
  fraud_review: `Nothing was captured yet. One signal is seldom fraud; several together often are.

- **Approve** when the customer ordered before to the same address, or answers by telephone.
- **Cancel** when name, card and address have nothing to do with each other, or the customer presses for speed.`,
  stock_short: `1. Stock comes within days: *wait for stock* and tell the customer.
2. It comes later, or not at all: offer another product, or refund the item.
3. The customer needs the other items soon: *ship the rest now*. What is missing follows in a second parcel once it is there.`,
  unknown_sku: `The storefront sold something that is not in our list. Choose the product that it is; the next order with this SKU is mapped by itself. When it is a new product, ask for it to be added to the list first.`,
  carrier_unavailable: `**Wait first.** No label was bought, and it is tried again by itself.

1. Look at the top of the inbox for whether the carrier is down for everybody.
2. The order is urgent: hand the parcel to another carrier yourself and write its number down under *use another carrier*.`,
  shipment_lost: `1. Tell the customer before they ask.
2. Ask what they prefer: the goods again, or the money.
3. File the claim with the carrier; its reference is the tracking number.`,
  delivery_failed: `The parcel is on its way back to us. Ask the customer for the right address **before** you send it again. No answer after a week: refund what was in the parcel.`,
  refund_failed: `The customer has no money back yet.

- **The card is closed or expired:** refund onto a gift card, or pay by bank transfer and mark it as done with the transfer's reference.
- **The service refused for another reason:** retry once; then escalate.`,
  refund_unknown: `**Never refund again before you know.** It is looked up by itself. When that brings nothing, search for the refund in the payment service and mark it as done with its reference. Only a lead may mark it as not done.`,
  chargeback_opened: `The bank gives us a date: be quick.

1. If the parcel has not left, stop it: cancel the order.
2. If it was delivered, attach the tracking number, the webhook's date and what the customer wrote.
3. If we made the mistake, accept it.`,
  notification_failed: `The order itself is fine. Look for a typing mistake in the address (gmial.com, a missing letter), correct it and the message is sent again. When nothing is found, ignore it: the customer sees the order in the storefront.`,
  sync_failed: `The parcel has left; only the storefront does not know the tracking number yet. It is tried again by itself. When many orders show this, the storefront's access may have run out: escalate.`,
  order_changed_late: `The storefront changed an order that had already left or been refunded. Compare both sides. Accept when nothing more has to be sent or paid; otherwise do that first, by a refund or a reshipment.`,
  webhook_unreadable: `Nothing of the message was used. Find out what is new in it, fix the reading, deploy, then *replay after a fix*. Dismiss only what cannot matter, such as a test message.`,
  step_stuck: `No step failed and none finished. Look whether the engine runs and whether other orders move. *Resume* is safe: every step finds out what an earlier try already did.`,
  internal_error: `Something broke on our side. The raw side below shows the step's input, the error and the vendor's answers. Fix, deploy, *redrive*. Resolve by hand only what was done outside, with the result it had.`,
  report_mismatch: `The sums are right again; what let them differ is not. The detail says which topics and days. Find the write that bypassed the rollups, fix it, then dismiss this with what it was.`,
}
