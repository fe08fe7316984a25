/** What a form asks for beside the press of its button. */
export type ActionForm =
  | 'none'
  | 'reason'
  | 'note'
  | 'reference'
  | 'until'
  | 'message'
  | 'payment_link'
  | 'carrier'
  | 'address'
  | 'customs'
  | 'product'
  | 'email'
  | 'step_input'
  | 'step_result'

export type ActionSpec = {
  form: ActionForm
  /** What it comes to, for the person who is about to press the button. */
  effect: string
  /** The words on the button that does it, where the action's own name is not the verb. */
  press?: string
  /** What the person did, as histories have it after the name: "Ada marked it as paid". */
  past: string
  /** Money or goods move and do not come back by another press: it is asked for twice. */
  isFinal?: boolean
  /** It helps with a canceled order, too. */
  worksOnCanceled?: boolean
  /** What failed is run again: the form says by which version of the code. */
  runsAgain?: boolean
}

const spec = (
  form: ActionForm,
  past: string,
  effect: string,
  more: Pick<ActionSpec, 'isFinal' | 'worksOnCanceled' | 'press' | 'runsAgain'> = {},
): ActionSpec => ({ form, past, effect, ...more })

const ALSO_CANCELED = { worksOnCanceled: true }
const FINAL = { isFinal: true }
const RUNS_AGAIN = { runsAgain: true }

/** What people do about the order's way. */
const ORDER_ACTIONS = {
  retry_now: spec(
    'none',
    'tried it again',
    'It is tried once more now. If it fails again, you see why.',
    ALSO_CANCELED,
  ),
  cancel_order: spec(
    'reason',
    'canceled the order',
    'The order stops for good. Holds on cards are released, what was captured goes back to the customer.',
    FINAL,
  ),
  cancel_and_refund: spec(
    'reason',
    'canceled the order',
    'The order stops for good. Holds on cards are released, what was captured goes back to the customer.',
    FINAL,
  ),
  edit_address: spec(
    'address',
    'corrected the address',
    'The order goes on to the new address at once. Later updates of the storefront do not overwrite it.',
    { press: 'Save and go on' },
  ),
  ask_customer: spec(
    'message',
    'asked the customer',
    'The customer gets your message by email, and this waits for the answer.',
    { press: 'Send the message' },
  ),
  accept_totals: spec(
    'reason',
    'accepted the numbers',
    'The order goes on with the total that the storefront sent.',
  ),
  approve_order: spec(
    'reason',
    'approved the order',
    'The order goes on to the payment and is not screened again.',
  ),
  fill_customs_data: spec(
    'customs',
    'filled in the customs data',
    'The order goes on, and the data are remembered for the product.',
    { press: 'Save and go on' },
  ),
  wait_for_stock: spec(
    'until',
    'waits for stock',
    'The order goes on by itself once the stock is there. If it is not by then, somebody looks again.',
  ),
  ship_available: spec(
    'until',
    'sent what is there',
    'What is on the shelf leaves now in a parcel of its own. The rest waits for stock and follows by itself; to give its money back instead, refund the item.',
    { ...FINAL, press: 'Ship what is there' },
  ),
  choose_other_carrier: spec(
    'carrier',
    'gave the parcel to another carrier',
    'For a parcel that you hand to a carrier yourself. The customer and the storefront get the number that you give, and no label is bought here.',
    { press: 'Save and go on' },
  ),
  replace_item: spec(
    'product',
    'replaced the item',
    'The other product is sent in its place, at the price that was paid.',
    { press: 'Save and go on' },
  ),
  map_sku: spec(
    'product',
    'mapped it to a product',
    'The order goes on with the product that you choose, and so do the next ones with this SKU.',
    { press: 'Save and go on' },
  ),
  refund_item: spec(
    'reason',
    'refunded what cannot be sent',
    'What is missing is refunded, and the rest of the order goes on.',
    FINAL,
  ),
  correct_email: spec(
    'email',
    'corrected the email address',
    'The message is sent to the new address. Later updates of the storefront do not overwrite it.',
    { press: 'Save and send again' },
  ),
  ignore: spec(
    'reason',
    'ignored it',
    'The order goes on without this step. Nothing more is tried.',
    ALSO_CANCELED,
  ),
  resend: spec('none', 'sent the message again', 'The same message is sent once more now.'),
  review_changes: spec(
    'note',
    'reviewed the changes',
    'Write down what you found when you compared both sides. It is kept in the history; this stays open.',
    { ...ALSO_CANCELED, press: 'Keep the note' },
  ),
  accept_changes: spec(
    'reason',
    'accepted the changes',
    'What the storefront says holds. Nothing is sent or paid by this.',
    ALSO_CANCELED,
  ),
  ignore_changes: spec(
    'reason',
    'ignored the changes',
    'What was done here holds. Nothing is sent or paid by this.',
    ALSO_CANCELED,
  ),
  reship: spec('reason', 'sent the goods again', 'The same goods leave again at no charge.', FINAL),
  reship_corrected: spec(
    'address',
    'sent the goods again to a corrected address',
    'The same goods leave again, at no charge, to this address.',
    FINAL,
  ),
  refund: spec(
    'reason',
    'refunded the parcel',
    'What was in the parcel is refunded to the payments it was paid with.',
    FINAL,
  ),
} as const satisfies Record<string, ActionSpec>

/** What people do about money that was or was not taken. */
const MONEY_ACTIONS = {
  look_up_again: spec(
    'none',
    'had it looked up again',
    'The payment service is asked what became of it. Nothing is sent twice.',
    ALSO_CANCELED,
  ),
  send_payment_link: spec(
    'payment_link',
    'sent a payment link',
    'The customer gets a link by email on which they pay what is missing. Once they have, the order goes on by itself.',
    { press: 'Send the link' },
  ),
  mark_paid: spec(
    'reference',
    'marked it as paid',
    'The order goes on as paid. Nothing is charged by this.',
  ),
  mark_not_paid: spec(
    'reason',
    'marked it as not paid',
    'The order goes on and the customer is charged. Be sure that they were not charged before.',
    FINAL,
  ),
  accept_difference: spec(
    'reason',
    'accepted the difference',
    'The order goes on with what was paid.',
  ),
  refund_excess: spec(
    'none',
    'gave the excess back',
    "Only the order's total is taken; what was taken beyond it goes back to the customer.",
    FINAL,
  ),
  refund_as_gift_card: spec(
    'none',
    'refunded it as a gift card',
    'What was refused goes onto a gift card. Its code is shown once and mailed to the customer.',
    { ...FINAL, ...ALSO_CANCELED },
  ),
  mark_refunded: spec(
    'reference',
    'marked it as refunded',
    'The refund counts as done. Nothing is paid by this.',
    ALSO_CANCELED,
  ),
  mark_not_refunded: spec(
    'reason',
    'marked it as not refunded',
    'The amount is free again and may be refunded anew. Be sure that the customer did not get it.',
    { ...FINAL, ...ALSO_CANCELED },
  ),
  accept_chargeback: spec(
    'reason',
    'accepted the chargeback',
    'We do not object. The bank keeps the money with the customer.',
    ALSO_CANCELED,
  ),
  attach_evidence: spec(
    'note',
    'attached evidence',
    'Your note is kept in the history; this stays open until the bank decides.',
    ALSO_CANCELED,
  ),
} as const satisfies Record<string, ActionSpec>

/** What engineers do. */
const ENGINEER_ACTIONS = {
  resume: spec(
    'reason',
    'resumed the order',
    'The step is started again by the version that runs now.',
    RUNS_AGAIN,
  ),
  redrive: spec(
    'reason',
    'redrove it',
    'What failed is started again, from the step that failed, by the version that runs now.',
    { ...ALSO_CANCELED, ...RUNS_AGAIN },
  ),
  edit_input: spec(
    'step_input',
    'corrected the input of the step',
    'What the step works with is changed to this, and the step is started again.',
    { ...RUNS_AGAIN, press: 'Save and run it again' },
  ),
  resolve_by_hand: spec(
    'step_result',
    'resolved it by hand',
    'The step counts as done with this result and the order goes on with the next one. Nothing is charged, bought or sent by this.',
    { ...FINAL, ...ALSO_CANCELED, ...RUNS_AGAIN },
  ),
  escalate_outside: spec(
    'note',
    'asked outside',
    'Write whom you asked and their reference. This waits two working days for the answer.',
    { ...ALSO_CANCELED, press: 'Wait for their answer' },
  ),
  replay: spec(
    'reason',
    'replayed the message',
    'The stored message is read again by the version that runs now.',
    RUNS_AGAIN,
  ),
  dismiss: spec('reason', 'dismissed the message', 'The message stays stored and is not used.'),
} as const satisfies Record<string, ActionSpec>

/** Every action that is taken on the page of an exception, by its code. */
export const ACTION_SPECS = { ...ORDER_ACTIONS, ...MONEY_ACTIONS, ...ENGINEER_ACTIONS }

export type ActionCode = keyof typeof ACTION_SPECS

/** Whether a word of the catalog is an action that can be taken here. */
export function isActionCode(word: string): word is ActionCode {
  return Object.hasOwn(ACTION_SPECS, word)
}
