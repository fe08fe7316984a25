import type { ActionCode } from '@/domain/exception/exception-actions'
import { acceptChanges } from '../actions/accept-changes'
import { acceptChargeback } from '../actions/accept-chargeback'
import { acceptDifference } from '../actions/accept-difference'
import { acceptTotals } from '../actions/accept-totals'
import { approveOrder } from '../actions/approve-order'
import { askCustomer } from '../actions/ask-customer'
import { attachEvidence } from '../actions/attach-evidence'
import { cancelAndRefund } from '../actions/cancel-and-refund'
import { cancelOrder } from '../actions/cancel-order'
import { chooseOtherCarrier } from '../actions/choose-other-carrier'
import { correctEmail } from '../actions/correct-email'
import { dismiss } from '../actions/dismiss'
import { editAddress } from '../actions/edit-address'
import { editInput } from '../actions/edit-input'
import { escalateOutside } from '../actions/escalate-outside'
import { fillCustomsData } from '../actions/fill-customs-data'
import { ignore } from '../actions/ignore'
import { ignoreChanges } from '../actions/ignore-changes'
import { lookUpAgain } from '../actions/look-up-again'
import { mapSku } from '../actions/map-sku'
import { markNotPaid } from '../actions/mark-not-paid'
import { markNotRefunded } from '../actions/mark-not-refunded'
import { markPaid } from '../actions/mark-paid'
import { markRefunded } from '../actions/mark-refunded'
import { redrive } from '../actions/redrive'
import { refund } from '../actions/refund'
import { refundAsGiftCard } from '../actions/refund-as-gift-card'
import { refundExcess } from '../actions/refund-excess'
import { refundItem } from '../actions/refund-item'
import { replaceItem } from '../actions/replace-item'
import { replay } from '../actions/replay'
import { resend } from '../actions/resend'
import { reship } from '../actions/reship'
import { reshipCorrected } from '../actions/reship-corrected'
import { resolveByHand } from '../actions/resolve-by-hand'
import { resume } from '../actions/resume'
import { retryNow } from '../actions/retry-now'
import { reviewChanges } from '../actions/review-changes'
import { sendPaymentLink } from '../actions/send-payment-link'
import { shipAvailable } from '../actions/ship-available'
import { waitForStock } from '../actions/wait-for-stock'
import type { ActionHandler } from './action-handler'

/** The handler of every action. A new action adds its file under `actions/` and a line here. */
export const ACTION_HANDLERS: { readonly [Code in ActionCode]: ActionHandler<Code> } = {
  accept_changes: acceptChanges,
  accept_chargeback: acceptChargeback,
  accept_difference: acceptDifference,
  accept_totals: acceptTotals,
  approve_order: approveOrder,
  ask_customer: askCustomer,
  attach_evidence: attachEvidence,
  cancel_and_refund: cancelAndRefund,
  cancel_order: cancelOrder,
  choose_other_carrier: chooseOtherCarrier,
  correct_email: correctEmail,
  dismiss: dismiss,
  edit_address: editAddress,
  edit_input: editInput,
  escalate_outside: escalateOutside,
  fill_customs_data: fillCustomsData,
  ignore_changes: ignoreChanges,
  ignore: ignore,
  look_up_again: lookUpAgain,
  map_sku: mapSku,
  mark_not_paid: markNotPaid,
  mark_not_refunded: markNotRefunded,
  mark_paid: markPaid,
  mark_refunded: markRefunded,
  redrive: redrive,
  refund_as_gift_card: refundAsGiftCard,
  refund_excess: refundExcess,
  refund_item: refundItem,
  refund: refund,
  replace_item: replaceItem,
  replay: replay,
  resend: resend,
  reship_corrected: reshipCorrected,
  reship: reship,
  resolve_by_hand: resolveByHand,
  resume: resume,
  retry_now: retryNow,
  review_changes: reviewChanges,
  send_payment_link: sendPaymentLink,
  ship_available: shipAvailable,
  wait_for_stock: waitForStock,
}
