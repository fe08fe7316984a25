import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import type { Role } from '@/domain/staff/permissions'
import type { ExternalEvent } from './external-events'

/** The gateway's totals in minor units. */
export type LedgerTotals = { captured: number; refunded?: number }

/** The expected result of an action. */
export type Outcome = {
  /** The role that takes the action; `care` by default. */
  role?: Role
  /** What happens before the action. */
  before?: ExternalEvent
  /** The exception's status right after the action; `resolved` by default. */
  status?: 'resolved' | 'ignored' | 'waiting' | 'open' | 'retrying'
  /** What must happen next until the order continues. */
  after?: { event?: ExternalEvent; role?: Role; action?: string }
  order?: 'completed' | 'canceled' | 'blocked'
  ledger?: LedgerTotals
}

const completed: Outcome = { order: 'completed', ledger: { captured: 3000 } }
const engineer: Outcome = { ...completed, role: 'engineer' }
const resolvedBy = (role: Role): Outcome => ({ role })
const then = (role: Role, action: string) => ({ role, action })
const link: Outcome = {
  status: 'waiting',
  after: { event: 'customer_pays' },
  order: 'completed',
}
const stockArrives = { event: 'stock_arrives' } as const
const canceled: Outcome = { order: 'canceled', ledger: { captured: 0 } }
const refunded: Outcome = { order: 'canceled', ledger: { captured: 3000, refunded: 3000 } }
const reviewed = { order: 'canceled', ledger: { captured: 3000 } } as const

/** The expected result of every action of every kind. */
export const OUTCOMES: Record<ExceptionKind, Record<string, Outcome>> = {
  gateway_unavailable: {
    retry_now: { ...completed, status: 'open' },
    escalate: { ...completed, status: 'open', after: then('engineer', 'retry_now') },
  },
  payment_declined: {
    send_payment_link: link,
    retry_now: { status: 'open', before: 'bank_approves', order: 'completed' },
    mark_paid: { order: 'completed', ledger: { captured: 0 } },
    cancel_order: canceled,
  },
  authorization_expired: { send_payment_link: link, cancel_order: canceled },
  payment_unknown: {
    look_up_again: { ...completed, status: 'open' },
    mark_paid: completed,
    mark_not_paid: { ...completed, role: 'lead' },
  },
  amount_mismatch: {
    accept_difference: { role: 'lead', order: 'completed', ledger: { captured: 2500 } },
    ask_customer: {
      status: 'waiting',
      after: then('lead', 'accept_difference'),
      order: 'completed',
      ledger: { captured: 2500 },
    },
    refund_excess: completed,
    cancel_order: canceled,
  },
  refund_failed: {
    refund_as_gift_card: { ledger: { captured: 3000, refunded: 0 } },
    retry_now: {
      status: 'open',
      after: then('care', 'mark_refunded'),
      ledger: { captured: 3000, refunded: 0 },
    },
    mark_refunded: { ledger: { captured: 3000, refunded: 0 } },
  },
  refund_unknown: {
    look_up_again: { status: 'open', ledger: { captured: 3000, refunded: 1500 } },
    mark_refunded: { ledger: { captured: 3000, refunded: 1500 } },
    mark_not_refunded: resolvedBy('lead'),
  },
  chargeback_opened: {
    accept_chargeback: { order: 'blocked' },
    attach_evidence: { status: 'open', order: 'blocked' },
    cancel_order: refunded,
  },
  totals_mismatch: {
    accept_totals: { order: 'completed', ledger: { captured: 2900 } },
    escalate: { status: 'open', after: then('engineer', 'accept_totals'), order: 'completed' },
  },
  address_invalid: {
    edit_address: completed,
    ask_customer: { ...completed, status: 'waiting', after: then('care', 'edit_address') },
    cancel_order: refunded,
  },
  address_empty_after_cleaning: { edit_address: completed },
  customs_data_missing: { fill_customs_data: completed },
  fraud_review: { approve_order: completed, cancel_and_refund: canceled },
  stock_short: {
    wait_for_stock: { ...completed, status: 'waiting', after: stockArrives },
    ship_available: { ...completed, after: stockArrives },
    replace_item: completed,
    refund_item: { order: 'completed', ledger: { captured: 3000, refunded: 1000 } },
  },
  unknown_sku: {
    map_sku: completed,
    refund_item: { order: 'completed', ledger: { captured: 3000, refunded: 2000 } },
  },
  order_changed_late: {
    review_changes: { ...reviewed, status: 'open' },
    accept_changes: reviewed,
    ignore_changes: reviewed,
  },
  carrier_unavailable: {
    retry_now: { ...completed, status: 'open' },
    choose_other_carrier: completed,
  },
  shipment_lost: {
    reship: completed,
    refund: { order: 'completed', ledger: { captured: 3000, refunded: 3000 } },
  },
  delivery_failed: {
    reship_corrected: completed,
    refund: { order: 'completed', ledger: { captured: 3000, refunded: 3000 } },
  },
  notification_failed: {
    correct_email: completed,
    resend: { ...completed, status: 'open', after: then('care', 'correct_email') },
    ignore: { ...completed, status: 'ignored' },
  },
  sync_failed: {
    retry_now: { ...completed, status: 'open', before: 'shop_knows_order' },
    ignore: { ...completed, status: 'ignored' },
  },
  webhook_unreadable: { replay: resolvedBy('engineer'), dismiss: resolvedBy('engineer') },
  step_stuck: {
    resume: { ...engineer, status: 'open' },
    cancel_order: { ...canceled, role: 'engineer' },
  },
  internal_error: {
    redrive: { ...engineer, before: 'sender_is_set', status: 'open' },
    escalate_outside: {
      ...engineer,
      status: 'waiting',
      after: { event: 'sender_is_set', ...then('engineer', 'redrive') },
    },
    resolve_by_hand: engineer,
  },
  report_mismatch: { dismiss: resolvedBy('engineer') },
}
