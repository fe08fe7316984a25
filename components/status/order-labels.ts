import { type ExceptionKind, isExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderStatus } from '@/domain/order/order-state'
import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { StatusLabel } from './labels'

/** Where an order stands: the step, how it is going, and what failed there last. */
export type StepPosition = { step: string; status: string; error: string | null }

type StepLabels = {
  /** The step's name as a verb on the strip. */
  name: string
  /** What is going on while it runs. */
  doing: string
  /** What is tried again, after "Retrying". */
  subject: string
}

export const STEP_NAMES: Record<PipelineStep, StepLabels> = {
  validate: { name: 'Validate', doing: 'Validating', subject: 'the check' },
  screen: { name: 'Screen', doing: 'Screening', subject: 'the screening' },
  capture: { name: 'Capture', doing: 'Capturing', subject: 'the payment' },
  allocate: { name: 'Allocate', doing: 'Allocating', subject: 'the stock' },
  ship: { name: 'Ship', doing: 'Shipping', subject: 'the label' },
  notify: { name: 'Notify', doing: 'Notifying', subject: 'the receipt' },
  sync: { name: 'Sync', doing: 'Syncing', subject: 'the storefront' },
  complete: { name: 'Complete', doing: 'Completing', subject: 'the last step' },
}

/** What blocks an order, short enough for a list. */
const CAUSES: Record<ExceptionKind, string> = {
  gateway_unavailable: 'payment service down',
  payment_declined: 'card declined',
  authorization_expired: 'card hold ran out',
  payment_unknown: 'charge unknown',
  amount_mismatch: 'amount differs',
  totals_mismatch: 'totals differ',
  address_invalid: 'address refused',
  address_empty_after_cleaning: 'address field empty',
  customs_data_missing: 'customs data missing',
  fraud_review: 'looks risky',
  stock_short: 'not enough stock',
  unknown_sku: 'unknown product',
  carrier_unavailable: 'carrier down',
  shipment_lost: 'parcel lost',
  delivery_failed: 'parcel came back',
  refund_failed: 'refund refused',
  refund_unknown: 'refund unknown',
  chargeback_opened: 'payment disputed',
  notification_failed: 'email bounced',
  sync_failed: 'storefront not updated',
  order_changed_late: 'changed late',
  webhook_unreadable: 'message unreadable',
  step_stuck: 'no progress',
  internal_error: 'error on our side',
  report_mismatch: 'reports differed',
}

/** Whether a stored word is a step of the pipeline. */
export function isPipelineStep(step: string): step is PipelineStep {
  return (PIPELINE_STEPS as readonly string[]).includes(step)
}

/** The order's state as a person reads it: what is going on, or what it waits for. */
export function orderStatusLabel(status: OrderStatus, at: StepPosition | null): StatusLabel {
  switch (status) {
    case 'processing':
      return processingWord(at)
    case 'waiting':
      return { tone: 'waiting', label: at?.step === 'capture' ? 'Awaiting payment' : 'Waiting' }
    case 'blocked':
      return { tone: 'trouble', label: blockedLabel(at) }
    case 'on_hold':
      return { tone: 'stopped', label: 'On hold' }
    case 'completed':
      return { tone: 'good', label: 'Completed' }
    case 'canceled':
      return { tone: 'stopped', label: 'Cancelled' }
  }
}

function processingWord(at: StepPosition | null): StatusLabel {
  if (!at || !isPipelineStep(at.step)) return { tone: 'active', label: 'Processing' }
  const words = STEP_NAMES[at.step]
  if (at.status === 'retrying') return { tone: 'waiting', label: `Retrying ${words.subject}` }
  if (at.status === 'blocked') return { tone: 'trouble', label: blockedLabel(at) }
  return { tone: 'active', label: words.doing }
}

function blockedLabel(at: StepPosition | null): string {
  return at?.error && isExceptionKind(at.error) ? `Blocked: ${CAUSES[at.error]}` : 'Blocked'
}
