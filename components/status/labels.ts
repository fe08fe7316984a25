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

/** A status color: four meanings, `active` (accent) for work in progress, `quiet` for not started. */
export type Tone = 'good' | 'waiting' | 'trouble' | 'stopped' | 'active' | 'quiet'

export type StatusLabel = { tone: Tone; label: string }

const status = (tone: Tone, label: string): StatusLabel => ({ tone, label })

export const PAYMENT_LABELS: Record<PaymentStatus, StatusLabel> = {
  pending: status('quiet', 'Pending'),
  authorized: status('active', 'Authorized'),
  partially_paid: status('waiting', 'Partially paid'),
  paid: status('good', 'Paid'),
  partially_refunded: status('stopped', 'Partially refunded'),
  refunded: status('stopped', 'Refunded'),
  voided: status('stopped', 'Voided'),
  declined: status('trouble', 'Declined'),
}

export const FULFILLMENT_LABELS: Record<FulfillmentStatus, StatusLabel> = {
  unfulfilled: status('quiet', 'Unfulfilled'),
  partial: status('waiting', 'Partially fulfilled'),
  fulfilled: status('good', 'Fulfilled'),
}

export const STEP_LABELS: Record<StepStatus, StatusLabel> = {
  pending: status('quiet', 'Not started'),
  running: status('active', 'Running'),
  retrying: status('waiting', 'Retry scheduled'),
  blocked: status('trouble', 'Blocked'),
  done: status('good', 'Done'),
  skipped: status('stopped', 'Skipped'),
}

export const EXCEPTION_LABELS: Record<ExceptionStatus, StatusLabel> = {
  retrying: status('waiting', 'Retrying automatically'),
  open: status('trouble', 'Open'),
  in_progress: status('active', 'In progress'),
  waiting: status('waiting', 'Waiting'),
  resolved: status('good', 'Resolved'),
  ignored: status('stopped', 'Ignored'),
}

export const TRANSACTION_LABELS: Record<TransactionStatus, StatusLabel> = {
  pending: status('waiting', 'Pending'),
  succeeded: status('good', 'Succeeded'),
  failed: status('trouble', 'Failed'),
}

export const SHIPMENT_LABELS: Record<ShipmentStatus, StatusLabel> = {
  pending: status('quiet', 'Preparing'),
  label_bought: status('active', 'Label purchased'),
  in_transit: status('active', 'In transit'),
  delivered: status('good', 'Delivered'),
  lost: status('trouble', 'Lost'),
  returned: status('trouble', 'Returned'),
  canceled: status('stopped', 'Canceled'),
}

export const WEBHOOK_LABELS: Record<WebhookStatus, StatusLabel> = {
  received: status('active', 'Received'),
  processed: status('good', 'Processed'),
  waiting: status('waiting', 'Waiting'),
  superseded: status('stopped', 'Superseded'),
  unused: status('stopped', 'Unused'),
  unreadable: status('trouble', 'Unreadable'),
}

export const RESOLUTION_LABELS: Record<ResolutionStatus, StatusLabel> = {
  requested: status('waiting', 'Needs approval'),
  pending: status('waiting', 'Pending'),
  succeeded: status('good', 'Refunded'),
  incomplete: status('trouble', 'Partially refunded'),
  failed: status('trouble', 'Failed'),
  rejected: status('stopped', 'Rejected'),
  expired: status('stopped', 'Expired'),
}

export const RESHIPMENT_LABELS: Record<ResolutionStatus, StatusLabel> = {
  ...RESOLUTION_LABELS,
  pending: status('active', 'Preparing'),
  succeeded: status('good', 'Reshipped'),
}

export const GIFT_CARD_LABELS: Record<GiftCardState, StatusLabel> = {
  active: status('good', 'Active'),
  used_up: status('quiet', 'Fully used'),
  voided: status('stopped', 'Voided'),
}
