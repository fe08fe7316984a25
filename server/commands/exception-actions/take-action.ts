import { z } from 'zod'
import { ExceptionTarget } from '../exceptions/triage'
import type { CommandContext } from '../write'
import { AcceptDifferenceInput, acceptDifference } from './accept-difference'
import { AcceptTotalsInput, acceptTotals } from './accept-totals'
import type { ActionTaken } from './act-on-exception'
import { ApproveOrderInput, approveOrder } from './approve-order'
import { AskCustomerInput, askCustomer } from './ask-customer'
import { AttachEvidenceInput, attachEvidence } from './attach-evidence'
import { CancelOrderInput, cancelOrder } from './cancel-order'
import { ChooseCarrierInput, chooseCarrier } from './choose-carrier'
import { ChooseProductInput, chooseProduct } from './choose-product'
import { CloseWithReasonInput, closeWithReason } from './close-with-reason'
import { CorrectEmailInput, correctEmail } from './correct-email'
import { EditAddressInput, editAddress } from './edit-address'
import { EditStepInputInput, editStepInput } from './edit-step-input'
import { EscalateOutsideInput, escalateOutside } from './escalate-outside'
import { FillCustomsDataInput, fillCustomsData } from './fill-customs-data'
import { GoOnWithoutInput, goOnWithout } from './go-on-without'
import { MarkNotPaidInput, markNotPaid } from './mark-not-paid'
import { MarkPaidInput, markPaid } from './mark-paid'
import { refundExcess } from './refund-excess'
import { RefundItemInput, refundItem } from './refund-item'
import { ReplayDeliveryInput, replayDelivery } from './replay-delivery'
import { RefundParcelInput, ReshipParcelInput, refundParcel, reshipParcel } from './reship-parcel'
import { ResolveByHandInput, resolveByHand } from './resolve-by-hand'
import { ReviewChangesInput, reviewChanges } from './review-changes'
import { SendPaymentLinkInput, sendPaymentLink } from './send-payment-link'
import {
  MarkNotRefundedInput,
  MarkRefundedInput,
  markNotRefunded,
  markRefunded,
  refundAsGiftCard,
} from './settle-refund-exception'
import { ShipAvailableInput, shipAvailable } from './ship-available'
import { TryAgainInput, tryAgain } from './try-again'
import { WaitForStockInput, waitForStock } from './wait-for-stock'

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
  ReplayDeliveryInput.extend({ action: z.literal('replay') }),
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
  replay: replayDelivery,
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
