import type { z } from 'zod'
import { acceptChangesAction } from './actions/accept-changes'
import { acceptChargebackAction } from './actions/accept-chargeback'
import { acceptDifferenceAction } from './actions/accept-difference'
import { acceptTotalsAction } from './actions/accept-totals'
import { approveOrderAction } from './actions/approve-order'
import { askCustomerAction } from './actions/ask-customer'
import { attachEvidenceAction } from './actions/attach-evidence'
import { cancelAndRefundAction } from './actions/cancel-and-refund'
import { cancelOrderAction } from './actions/cancel-order'
import { chooseOtherCarrierAction } from './actions/choose-other-carrier'
import { correctEmailAction } from './actions/correct-email'
import { dismissAction } from './actions/dismiss'
import { editAddressAction } from './actions/edit-address'
import { editInputAction } from './actions/edit-input'
import { escalateOutsideAction } from './actions/escalate-outside'
import { fillCustomsDataAction } from './actions/fill-customs-data'
import { ignoreAction } from './actions/ignore'
import { ignoreChangesAction } from './actions/ignore-changes'
import { lookUpAgainAction } from './actions/look-up-again'
import { mapSkuAction } from './actions/map-sku'
import { markNotPaidAction } from './actions/mark-not-paid'
import { markNotRefundedAction } from './actions/mark-not-refunded'
import { markPaidAction } from './actions/mark-paid'
import { markRefundedAction } from './actions/mark-refunded'
import { redriveAction } from './actions/redrive'
import { refundAction } from './actions/refund'
import { refundAsGiftCardAction } from './actions/refund-as-gift-card'
import { refundExcessAction } from './actions/refund-excess'
import { refundItemAction } from './actions/refund-item'
import { replaceItemAction } from './actions/replace-item'
import { replayAction } from './actions/replay'
import { resendAction } from './actions/resend'
import { reshipAction } from './actions/reship'
import { reshipCorrectedAction } from './actions/reship-corrected'
import { resolveByHandAction } from './actions/resolve-by-hand'
import { resumeAction } from './actions/resume'
import { retryNowAction } from './actions/retry-now'
import { reviewChangesAction } from './actions/review-changes'
import { sendPaymentLinkAction } from './actions/send-payment-link'
import { shipAvailableAction } from './actions/ship-available'
import { waitForStockAction } from './actions/wait-for-stock'

/** Every action of the inbox. A new action adds its file under `actions/` and a line here. */
const ACTIONS = [
  retryNowAction,
  lookUpAgainAction,
  resendAction,
  cancelOrderAction,
  cancelAndRefundAction,
  editAddressAction,
  askCustomerAction,
  acceptTotalsAction,
  approveOrderAction,
  fillCustomsDataAction,
  waitForStockAction,
  shipAvailableAction,
  chooseOtherCarrierAction,
  replaceItemAction,
  mapSkuAction,
  refundItemAction,
  correctEmailAction,
  ignoreAction,
  reviewChangesAction,
  acceptChangesAction,
  ignoreChangesAction,
  reshipAction,
  reshipCorrectedAction,
  refundAction,
  sendPaymentLinkAction,
  markPaidAction,
  markNotPaidAction,
  acceptDifferenceAction,
  refundExcessAction,
  refundAsGiftCardAction,
  markRefundedAction,
  markNotRefundedAction,
  acceptChargebackAction,
  attachEvidenceAction,
  resumeAction,
  redriveAction,
  editInputAction,
  resolveByHandAction,
  escalateOutsideAction,
  replayAction,
  dismissAction,
] as const

type Action = (typeof ACTIONS)[number]

export type ActionCode = Action['code']

type ActionsByCode = { readonly [A in Action as A['code']]: A }

/** Every action by its code. */
export const EXCEPTION_ACTIONS = Object.fromEntries(
  ACTIONS.map((action) => [action.code, action]),
) as unknown as ActionsByCode

/** An empty object type would forbid the fields it is combined with. */
type Fields<T> = T extends Record<string, never> ? unknown : T

/** The parsed input of an action, as its handler receives it. */
export type ActionInput<Code extends ActionCode> = Fields<z.output<ActionsByCode[Code]['input']>>

/** The unparsed input of an action, as its form sends it. */
export type ActionRequest<Code extends ActionCode> = Fields<z.input<ActionsByCode[Code]['input']>>

/** Returns whether a stored code is an action that this version has. */
export function isActionCode(code: string): code is ActionCode {
  return Object.hasOwn(EXCEPTION_ACTIONS, code)
}
