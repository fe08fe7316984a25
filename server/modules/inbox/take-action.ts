import { z } from 'zod'
import type { CommandContext } from '@/server/unit-of-work'
import { ExceptionTarget } from '../exceptions/triage'
import { AcceptDifferenceInput, acceptDifference } from './actions/accept-difference'
import { AcceptTotalsInput, acceptTotals } from './actions/accept-totals'
import { ApproveOrderInput, approveOrder } from './actions/approve-order'
import { AskCustomerInput, askCustomer } from './actions/ask-customer'
import { AttachEvidenceInput, attachEvidence } from './actions/attach-evidence'
import { CancelOrderInput, cancelOrder } from './actions/cancel-blocked-order'
import { ChooseCarrierInput, chooseCarrier } from './actions/choose-carrier'
import { ChooseProductInput, chooseProduct } from './actions/choose-product'
import { CorrectEmailInput, correctEmail } from './actions/correct-email'
import { EditAddressInput, editAddress } from './actions/edit-address'
import { EscalateOutsideInput, escalateOutside } from './actions/escalate-outside'
import { FillCustomsDataInput, fillCustomsData } from './actions/fill-customs-data'
import { MarkNotPaidInput, markNotPaid } from './actions/mark-not-paid'
import { MarkPaidInput, markPaid } from './actions/mark-paid'
import { refundExcess } from './actions/refund-excess'
import { RefundItemInput, refundItem } from './actions/refund-item'
import { ReplayWebhookInput, replayWebhook } from './actions/replay-webhook'
import {
  RefundParcelInput,
  ReshipParcelInput,
  refundParcel,
  reshipParcel,
} from './actions/reship-parcel'
import { ResolveByHandInput, resolveByHand } from './actions/resolve-manually'
import { TryAgainInput, tryAgain } from './actions/retry-step'
import { ReviewChangesInput, reviewChanges } from './actions/review-changes'
import { SendPaymentLinkInput, sendPaymentLink } from './actions/send-payment-link'
import {
  MarkNotRefundedInput,
  MarkRefundedInput,
  markNotRefunded,
  markRefunded,
  refundAsGiftCard,
} from './actions/settle-refund-exception'
import { ShipAvailableInput, shipAvailable } from './actions/ship-available'
import { WaitForStockInput, waitForStock } from './actions/wait-for-stock'
import type { ActionTaken } from './internal/act-on-exception'
import { CloseWithReasonInput, closeWithReason } from './internal/close-with-reason'
import { EditStepInputInput, editStepInput } from './internal/edit-step-input'
import { GoOnWithoutInput, goOnWithout } from './internal/skip-failed-step'

/** Every action with what its form asks for. */
export const TakeActionInput = z.discriminatedUnion('action', [
  TryAgainInput.extend({ action: z.literal('try_again') }),
  EditAddressInput.extend({ action: z.literal('edit_address') }),
  AskCustomerInput.extend({ action: z.literal('ask_customer') }),
  CancelOrderInput.extend({ action: z.literal('cancel') }),
  SendPaymentLinkInput.extend({ action: z.literal('send_payment_link') }),
  MarkPaidInput.extend({ action: z.literal('mark_paid') }),
  MarkNotPaidInput.extend({ action: z.literal('mark_not_paid') }),
  AcceptDifferenceInput.extend({ action: z.literal('accept_difference') }),
  ExceptionTarget.extend({ action: z.literal('refund_excess') }),
  AcceptTotalsInput.extend({ action: z.literal('accept_totals') }),
  FillCustomsDataInput.extend({ action: z.literal('fill_customs_data') }),
  ApproveOrderInput.extend({ action: z.literal('approve_order') }),
  WaitForStockInput.extend({ action: z.literal('wait_for_stock') }),
  ShipAvailableInput.extend({ action: z.literal('ship_available') }),
  ChooseCarrierInput.extend({ action: z.literal('choose_other_carrier') }),
  ChooseProductInput.extend({ action: z.literal('choose_product') }),
  RefundItemInput.extend({ action: z.literal('refund_item') }),
  GoOnWithoutInput.extend({ action: z.literal('ignore') }),
  CorrectEmailInput.extend({ action: z.literal('correct_email') }),
  ExceptionTarget.extend({ action: z.literal('refund_as_gift_card') }),
  MarkRefundedInput.extend({ action: z.literal('mark_refunded') }),
  MarkNotRefundedInput.extend({ action: z.literal('mark_not_refunded') }),
  ReshipParcelInput.extend({ action: z.literal('reship') }),
  RefundParcelInput.extend({ action: z.literal('refund') }),
  CloseWithReasonInput.extend({ action: z.literal('close') }),
  ReviewChangesInput.extend({ action: z.literal('review_changes') }),
  AttachEvidenceInput.extend({ action: z.literal('attach_evidence') }),
  EscalateOutsideInput.extend({ action: z.literal('escalate_outside') }),
  ReplayWebhookInput.extend({ action: z.literal('replay') }),
  EditStepInputInput.extend({ action: z.literal('edit_input') }),
  ResolveByHandInput.extend({ action: z.literal('resolve_by_hand') }),
])
export type TakeActionInput = z.infer<typeof TakeActionInput>

type Commands = {
  [A in TakeActionInput['action']]: (
    input: Omit<Extract<TakeActionInput, { action: A }>, 'action'>,
    context: CommandContext,
  ) => Promise<ActionTaken>
}

const COMMANDS: Commands = {
  try_again: tryAgain,
  edit_address: editAddress,
  ask_customer: askCustomer,
  cancel: cancelOrder,
  send_payment_link: sendPaymentLink,
  mark_paid: markPaid,
  mark_not_paid: markNotPaid,
  accept_difference: acceptDifference,
  refund_excess: refundExcess,
  accept_totals: acceptTotals,
  fill_customs_data: fillCustomsData,
  approve_order: approveOrder,
  wait_for_stock: waitForStock,
  ship_available: shipAvailable,
  choose_other_carrier: chooseCarrier,
  choose_product: chooseProduct,
  refund_item: refundItem,
  ignore: goOnWithout,
  correct_email: correctEmail,
  refund_as_gift_card: refundAsGiftCard,
  mark_refunded: markRefunded,
  mark_not_refunded: markNotRefunded,
  reship: reshipParcel,
  refund: refundParcel,
  close: closeWithReason,
  review_changes: reviewChanges,
  attach_evidence: attachEvidence,
  escalate_outside: escalateOutside,
  replay: replayWebhook,
  edit_input: editStepInput,
  resolve_by_hand: resolveByHand,
}

/** Takes an action of an exception's kind. @throws AppError as the action's own command */
export function takeAction<A extends TakeActionInput['action']>(
  input: Extract<TakeActionInput, { action: A }>,
  context: CommandContext,
): Promise<ActionTaken> {
  const { action, ...rest } = input
  const command = COMMANDS[action as A] as (
    input: Omit<Extract<TakeActionInput, { action: A }>, 'action'>,
    context: CommandContext,
  ) => Promise<ActionTaken>
  return command(rest, context)
}
