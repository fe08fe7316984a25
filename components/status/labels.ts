import type { GiftCardState } from '@/domain/gift-card/gift-card-state'
import type {
  ExceptionStatus,
  FulfillmentStatus,
  PaymentStatus,
  ShipmentStatus,
  TransactionStatus,
} from '@/domain/order/order-state'
import type { StepStatus } from '@/domain/pipeline/pipeline-steps'
import type { ResolutionStatus } from '@/domain/refund/resolution-state'
import type { WebhookStatus } from '@/domain/webhook/webhook-status'

/** Four meanings, the accent for what is moving, and quiet for what has not begun. */
export type Tone = 'good' | 'waiting' | 'trouble' | 'stopped' | 'active' | 'quiet'

export type StatusLabel = { tone: Tone; label: string }

const word = (tone: Tone, label: string): StatusLabel => ({ tone, label })

export const PAYMENT_LABELS: Record<PaymentStatus, StatusLabel> = {
  pending: word('quiet', 'Pending'),
  authorized: word('active', 'Authorized'),
  partially_paid: word('waiting', 'Partly paid'),
  paid: word('good', 'Paid'),
  partially_refunded: word('stopped', 'Partly refunded'),
  refunded: word('stopped', 'Refunded'),
  voided: word('stopped', 'Voided'),
  declined: word('trouble', 'Declined'),
}

export const FULFILLMENT_LABELS: Record<FulfillmentStatus, StatusLabel> = {
  unfulfilled: word('quiet', 'Unfulfilled'),
  partial: word('waiting', 'Partly fulfilled'),
  fulfilled: word('good', 'Fulfilled'),
}

export const STEP_LABELS: Record<StepStatus, StatusLabel> = {
  pending: word('quiet', 'Not yet'),
  running: word('active', 'Running'),
  retrying: word('waiting', 'Will retry'),
  blocked: word('trouble', 'Blocked'),
  done: word('good', 'Done'),
  skipped: word('stopped', 'Skipped'),
}

export const EXCEPTION_LABELS: Record<ExceptionStatus, StatusLabel> = {
  retrying: word('waiting', 'Retrying by itself'),
  open: word('trouble', 'Open'),
  in_progress: word('active', 'In progress'),
  waiting: word('waiting', 'Waiting'),
  resolved: word('good', 'Resolved'),
  ignored: word('stopped', 'Ignored'),
}

export const TRANSACTION_LABELS: Record<TransactionStatus, StatusLabel> = {
  pending: word('waiting', 'Pending'),
  succeeded: word('good', 'Succeeded'),
  failed: word('trouble', 'Failed'),
}

export const SHIPMENT_LABELS: Record<ShipmentStatus, StatusLabel> = {
  pending: word('quiet', 'Being prepared'),
  label_bought: word('active', 'Label bought'),
  in_transit: word('active', 'On its way'),
  delivered: word('good', 'Delivered'),
  lost: word('trouble', 'Lost'),
  returned: word('trouble', 'Came back'),
  canceled: word('stopped', 'Canceled'),
}

export const WEBHOOK_LABELS: Record<WebhookStatus, StatusLabel> = {
  received: word('active', 'Received'),
  processed: word('good', 'Processed'),
  waiting: word('waiting', 'Waiting'),
  superseded: word('stopped', 'Superseded'),
  unused: word('stopped', 'Not used'),
  unreadable: word('trouble', 'Unreadable'),
}

export const RESOLUTION_LABELS: Record<ResolutionStatus, StatusLabel> = {
  requested: word('waiting', 'Needs approval'),
  pending: word('waiting', 'Pending'),
  succeeded: word('good', 'Refunded'),
  incomplete: word('trouble', 'Partly refunded'),
  failed: word('trouble', 'Failed'),
  rejected: word('stopped', 'Rejected'),
  expired: word('stopped', 'Expired'),
}

export const RESHIPMENT_LABELS: Record<ResolutionStatus, StatusLabel> = {
  ...RESOLUTION_LABELS,
  pending: word('active', 'Preparing'),
  succeeded: word('good', 'Reshipped'),
}

export const GIFT_CARD_LABELS: Record<GiftCardState, StatusLabel> = {
  active: word('good', 'Active'),
  used_up: word('quiet', 'Used up'),
  voided: word('stopped', 'Voided'),
}
