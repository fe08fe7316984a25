import { setTimeout as pause } from 'node:timers/promises'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { Role } from '@/domain/staff/permissions'
import { pollPaymentLinks } from '@/server/modules/payments/poll-payment-links'
import { sweepShortages } from '@/server/modules/steps/sweep-shortages'
import { holdPayment } from '@/test/support/payments'
import { payByLink } from './payment-link'
import { SENDER, type Trouble, type World } from './troubles'

/** What the world does beside the people who act. */
export type Help =
  | 'bank_agrees'
  | 'customer_pays'
  | 'stock_arrives'
  | 'sender_is_told'
  | 'shop_knows_order'

/** What the gateway itself has, in its smallest unit. */
export type Books = { captured: number; refunded?: number }

/** What taking an action comes to. */
export type Outcome = {
  /** Who takes it; somebody of care unless it says otherwise. */
  who?: Role
  /** What happens before, so that the action can help. */
  before?: Help
  /** The exception right after the action; settled unless it says otherwise. */
  stands?: 'resolved' | 'ignored' | 'waiting' | 'open' | 'retrying'
  /** What has to happen still until the order goes on. */
  after?: { help?: Help; who?: Role; action?: string }
  order?: 'completed' | 'canceled' | 'blocked'
  books?: Books
}

const completed: Outcome = { order: 'completed', books: { captured: 3000 } }
const engineer: Outcome = { ...completed, who: 'engineer' }
const settled = (who: Role): Outcome => ({ who })
const then = (who: Role, action: string) => ({ who, action })
const link: Outcome = {
  stands: 'waiting',
  after: { help: 'customer_pays' },
  order: 'completed',
}
const stockArrives = { help: 'stock_arrives' } as const
const canceled: Outcome = { order: 'canceled', books: { captured: 0 } }
const paidBack: Outcome = { order: 'canceled', books: { captured: 3000, refunded: 3000 } }
const reviewed = { order: 'canceled', books: { captured: 3000 } } as const

/** What every action of the catalog comes to. */
export const OUTCOMES: Record<ExceptionKind, Record<string, Outcome>> = {
  gateway_unavailable: {
    retry_now: { ...completed, stands: 'open' },
    escalate: { ...completed, stands: 'open', after: then('engineer', 'retry_now') },
  },
  payment_declined: {
    send_payment_link: link,
    retry_now: { stands: 'open', before: 'bank_agrees', order: 'completed' },
    mark_paid: { order: 'completed', books: { captured: 0 } },
    cancel_order: canceled,
  },
  authorization_expired: { send_payment_link: link, cancel_order: canceled },
  payment_unknown: {
    look_up_again: { ...completed, stands: 'open' },
    mark_paid: completed,
    mark_not_paid: { ...completed, who: 'lead' },
  },
  amount_mismatch: {
    accept_difference: { who: 'lead', order: 'completed', books: { captured: 2500 } },
    ask_customer: {
      stands: 'waiting',
      after: then('lead', 'accept_difference'),
      order: 'completed',
      books: { captured: 2500 },
    },
    refund_excess: completed,
    cancel_order: canceled,
  },
  refund_failed: {
    refund_as_gift_card: { books: { captured: 3000, refunded: 0 } },
    retry_now: {
      stands: 'open',
      after: then('care', 'mark_refunded'),
      books: { captured: 3000, refunded: 0 },
    },
    mark_refunded: { books: { captured: 3000, refunded: 0 } },
  },
  refund_unknown: {
    look_up_again: { stands: 'open', books: { captured: 3000, refunded: 1500 } },
    mark_refunded: { books: { captured: 3000, refunded: 1500 } },
    mark_not_refunded: settled('lead'),
  },
  chargeback_opened: {
    accept_chargeback: { order: 'blocked' },
    attach_evidence: { stands: 'open', order: 'blocked' },
    cancel_order: paidBack,
  },
  totals_mismatch: {
    accept_totals: { order: 'completed', books: { captured: 2900 } },
    escalate: { stands: 'open', after: then('engineer', 'accept_totals'), order: 'completed' },
  },
  address_invalid: {
    edit_address: completed,
    ask_customer: { ...completed, stands: 'waiting', after: then('care', 'edit_address') },
    cancel_order: paidBack,
  },
  address_empty_after_cleaning: { edit_address: completed },
  customs_data_missing: { fill_customs_data: completed },
  fraud_review: { approve_order: completed, cancel_and_refund: canceled },
  stock_short: {
    wait_for_stock: { ...completed, stands: 'waiting', after: stockArrives },
    ship_available: { ...completed, after: stockArrives },
    replace_item: completed,
    refund_item: { order: 'completed', books: { captured: 3000, refunded: 1000 } },
  },
  unknown_sku: {
    map_sku: completed,
    refund_item: { order: 'completed', books: { captured: 3000, refunded: 2000 } },
  },
  order_changed_late: {
    review_changes: { ...reviewed, stands: 'open' },
    accept_changes: reviewed,
    ignore_changes: reviewed,
  },
  carrier_unavailable: {
    retry_now: { ...completed, stands: 'open' },
    choose_other_carrier: completed,
  },
  shipment_lost: {
    reship: completed,
    refund: { order: 'completed', books: { captured: 3000, refunded: 3000 } },
  },
  delivery_failed: {
    reship_corrected: completed,
    refund: { order: 'completed', books: { captured: 3000, refunded: 3000 } },
  },
  notification_failed: {
    correct_email: completed,
    resend: { ...completed, stands: 'open', after: then('care', 'correct_email') },
    ignore: { ...completed, stands: 'ignored' },
  },
  sync_failed: {
    retry_now: { ...completed, stands: 'open', before: 'shop_knows_order' },
    ignore: { ...completed, stands: 'ignored' },
  },
  webhook_unreadable: { replay: settled('engineer'), dismiss: settled('engineer') },
  step_stuck: {
    resume: { ...engineer, stands: 'open' },
    cancel_order: { ...canceled, who: 'engineer' },
  },
  internal_error: {
    redrive: { ...engineer, before: 'sender_is_told', stands: 'open' },
    escalate_outside: {
      ...engineer,
      stands: 'waiting',
      after: { help: 'sender_is_told', ...then('engineer', 'redrive') },
    },
    resolve_by_hand: engineer,
  },
  report_mismatch: { dismiss: settled('engineer') },
}

/** How the world helps along. */
export function helpOf({
  sql,
  vendorsUrl,
  settle,
}: World): Record<Help, (trouble: Trouble) => Promise<unknown>> {
  return {
    bank_agrees: async ({ orderId = '' }) => {
      const reference = await holdPayment(vendorsUrl, 'ok', 3000)
      await sql`update payments set gateway_reference = ${reference} where order_id = ${orderId}`
    },
    customer_pays: async ({ orderId = '' }) => {
      await settle(orderId)
      const said = await payByLink(await linkOf(sql, orderId))
      if (!said.includes('Thank you')) throw new Error(`The page of the link says: ${said}`)
      await sql`update payment_links set next_look_at = now() - interval '1 second' where order_id = ${orderId}`
      await pollPaymentLinks(0.001)
    },
    stock_arrives: async ({ orderId, sku = '' }) => {
      await settle(orderId)
      await sql`update products set on_hand = on_hand + 2 where sku = ${sku}`
      await sweepShortages()
    },
    sender_is_told: ({ orderId = '' }) =>
      sql`update storefronts set ships_from = ${sql.json(SENDER)}
        where id = (select storefront_id from orders where id = ${orderId})`,
    shop_knows_order: async ({ orderId = '' }) => {
      const [row] = await sql`select external_id from orders where id = ${orderId}`
      const lines = await sql`select external_id, quantity from order_lines
        where order_id = ${orderId}`
      const order = {
        shop: SANDBOX_SHOP,
        orderId: row?.external_id,
        lines: lines.map((line) => ({ lineId: line.external_id, quantity: line.quantity })),
      }
      const init = { method: 'POST', body: JSON.stringify(order) }
      await fetch(`${vendorsUrl}/storefront/orders`, init)
    },
  }
}

/** The address of the link that was mailed for an order, once it was. */
async function linkOf(sql: World['sql'], orderId: string): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [link] = await sql`select url from payment_links where order_id = ${orderId}`
    if (link?.url) return link.url
    await pause(100)
  }
  throw new Error('No link was made.')
}
