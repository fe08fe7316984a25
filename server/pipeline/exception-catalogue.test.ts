import { expect, test } from 'vitest'
import { toInput } from '@/components/exceptions/simple-input'
import { startTestSandbox } from '@/sandbox/testing'
import type { TakeActionInput } from '@/server/commands/exception-actions/take-action'
import { sweepShortages } from '@/server/commands/orders/sweep-shortages'
import { TEST_SHOP } from '@/server/commands/orders/testing'
import { holdPayment } from '@/server/commands/payments/testing'
import { addPerson } from '@/server/commands/refunds/testing'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/server/domain/exception-kinds'
import {
  ACTION_SPECS,
  type ActionForm,
  type ActionSpec,
  isActionCode,
} from '@/server/domain/exceptions/action-table'
import { appRouter } from '@/server/trpc/router'
import { settle, type Trouble, troublesOf } from './testing-catalogue'
import { payByLink } from './testing-payment-link'
import { CORRECTED_ADDRESS, openTestShop } from './testing-shop'

// Days of a parcel's way pass in the blink of an eye.
const shop = await openTestShop(() => startTestSandbox(undefined, 0.000_005))
const { sql } = shop
const troubles = troublesOf(shop)

type Who = 'care' | 'lead' | 'engineer' | 'admin'
const people = {
  care: await addPerson(sql, 'care', 'Ada'),
  lead: await addPerson(sql, 'lead', 'Grace'),
  engineer: await addPerson(sql, 'engineer', 'Edsger'),
  admin: await addPerson(sql, 'admin', 'Alan'),
}

/** The portal's own door, as somebody of this role. */
function as(who: Who) {
  const { id, name } = people[who].actor
  const staff = { id, name, role: who, email: `${who}@example.com`, sessionId: 'test' }
  return appRouter.createCaller({ staff, requestId: 'test', headers: new Headers() } as never)
}

/** What somebody types into the one field of a form. */
const TYPED: Record<ActionForm, string> = {
  none: '',
  reason: 'Because of this',
  note: 'What was found',
  reference: 'BANK-1',
  until: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  message: 'Which street is it?',
  payment_link: 'Please pay here.',
  email: 'right@example.com',
  address: '',
  carrier: '',
  customs: '',
  product: '',
  step_input: '',
  step_result: '',
}

const PARCEL = { carrier: 'DPD', trackingNumber: 'D1', trackingUrl: '' }

type Target = { exceptionId: string; version: number }

async function take(who: Who, code: string, target: Target, orderId: string | undefined) {
  if (code === 'escalate') return as(who).exceptions.escalate({ ...target, note: 'Please look' })
  return as(who).exceptionActions.take(await inputOf(code, target, orderId))
}

/** What the form of an action sends. */
async function inputOf(
  code: string,
  target: Target,
  orderId: string | undefined,
): Promise<TakeActionInput> {
  if (!isActionCode(code)) throw new Error(`Nothing takes the action ${code}.`)
  const lines = await sql`select id, sku from order_lines where order_id = ${orderId ?? null}
    order by position`
  const lineId: string = lines[0]?.id
  switch (code) {
    case 'edit_address':
      return { ...target, action: code, address: CORRECTED_ADDRESS }
    case 'reship_corrected':
      return {
        ...target,
        action: 'reship',
        as: code,
        address: CORRECTED_ADDRESS,
        reason: 'Came back',
      }
    case 'fill_customs_data': {
      const items = [{ lineId, hsCode: '610910', originCountry: 'PT' }]
      return { ...target, action: code, items }
    }
    case 'replace_item':
    case 'map_sku':
      return { ...target, action: 'choose_product', as: code, items: [{ lineId, sku: 'SHIRT' }] }
    case 'choose_other_carrier':
      return { ...target, action: code, ...PARCEL }
    case 'resolve_by_hand':
      return { ...target, action: code, result: PARCEL, reason: 'Handed over in person' }
    default: {
      return toInput(code, target, TYPED[ACTION_SPECS[code].form]) as TakeActionInput
    }
  }
}

type Books = { captured: number; refunded?: number }

/** What taking an action comes to. */
type Case = {
  who?: Who
  /** What the world does before, so that the action can help. */
  before?: (trouble: Trouble) => Promise<unknown>
  /** The exception right after the action; settled unless it says otherwise. */
  stands?: 'resolved' | 'ignored' | 'waiting' | 'open' | 'retrying'
  /** What has to happen still until the order goes on. */
  after?: (trouble: Trouble, target: Target) => Promise<unknown>
  order?: 'completed' | 'cancelled' | 'blocked'
  /** What the gateway itself has, in its smallest unit. */
  books?: Books
}

const completed: Case = { order: 'completed', books: { captured: 3000 } }
const engineer: Case = { ...completed, who: 'engineer' }
const settled = (who: Who): Case => ({ who })

/** The bank lets the next try through. */
const bankAgrees = async ({ orderId }: Trouble) => {
  const reference = await holdPayment(shop.vendors.url, 'ok', 3000)
  await sql`update payments set gateway_reference = ${reference} where order_id = ${orderId ?? ''}`
}

/** The customer pays by the link that was mailed. */
const paysByLink = async ({ orderId }: Trouble) => {
  await settle(shop)
  const [link] = await sql`select url from payment_links where order_id = ${orderId ?? ''}`
  expect(await payByLink(link?.url)).toMatch(/Thank you/)
  await sql`update payment_links set next_look_at = now() where order_id = ${orderId ?? ''}`
  await shop.engine.finish(shop.engine.startFunction('tend-payment-links', {}))
}

const stockArrives = async ({ sku }: Trouble) => {
  await settle(shop)
  await sql`update products set on_hand = on_hand + 2 where sku = ${sku ?? ''}`
  expect(await sweepShortages()).toEqual({ resumed: 1 })
}

/** Takes another action on the same exception, or on what is open for the order by then. */
const then = (who: Who, code: string) => async (trouble: Trouble) => {
  await settle(shop)
  const target = await targetOf(trouble)
  await take(who, code, target, trouble.orderId)
}

const shipsFrom = async ({ orderId }: Trouble) =>
  sql`update storefronts set ships_from = ${sql.json({
    address1: '1 Main St',
    city: 'Dover',
    provinceCode: 'DE',
    postalCode: '19901',
    phone: '555-0100',
  })} where id = (select storefront_id from orders where id = ${orderId ?? ''})`

/** The shop knows the order by now, and takes its tracking number. */
const shopKnowsOrder = async ({ orderId }: Trouble) => {
  await sql`update storefronts set writes_back = true where id = ${shop.storefrontId}`
  const [row] = await sql`select external_id from orders where id = ${orderId ?? ''}`
  const lines = await sql`select external_id, quantity from order_lines
    where order_id = ${orderId ?? ''}`
  const order = {
    shop: TEST_SHOP,
    orderId: row?.external_id,
    lines: lines.map((line) => ({ lineId: line.external_id, quantity: line.quantity })),
  }
  const init = { method: 'POST', body: JSON.stringify(order) }
  await fetch(`${shop.vendors.url}/storefront/orders`, init)
}

const shopTookNumber = async ({ orderId }: Trouble) => {
  await settle(shop)
  await sql`update storefronts set writes_back = false where id = ${shop.storefrontId}`
  const [row] = await sql`select external_id from shipments where order_id = ${orderId ?? ''}`
  const told = await (await fetch(`${shop.vendors.url}/storefront/fulfilments`)).json()
  expect(JSON.stringify(told)).toContain(row?.external_id)
}

const link: Case = { stands: 'waiting', after: paysByLink, order: 'completed' }
const cancelled: Case = { order: 'cancelled', books: { captured: 0 } }
const reviewed = { order: 'cancelled', books: { captured: 3000 } } as const

const CASES: Record<ExceptionKind, Record<string, Case>> = {
  gateway_unavailable: {
    retry_now: { ...completed, stands: 'open' },
    escalate: { ...completed, stands: 'open', after: then('engineer', 'retry_now') },
  },
  payment_declined: {
    send_payment_link: link,
    retry_now: { stands: 'open', before: bankAgrees, order: 'completed' },
    mark_paid: { order: 'completed', books: { captured: 0 } },
    cancel_order: cancelled,
  },
  authorization_expired: { send_payment_link: link, cancel_order: cancelled },
  payment_unknown: {
    look_up_again: { ...completed, stands: 'retrying' },
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
    cancel_order: cancelled,
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
    look_up_again: { stands: 'retrying', books: { captured: 3000, refunded: 1500 } },
    mark_refunded: { books: { captured: 3000, refunded: 1500 } },
    mark_not_refunded: settled('lead'),
  },
  chargeback_opened: {
    accept_chargeback: { order: 'blocked' },
    attach_evidence: { stands: 'open', order: 'blocked' },
    cancel_order: { order: 'cancelled', books: { captured: 3000, refunded: 3000 } },
  },
  totals_mismatch: {
    accept_totals: { order: 'completed', books: { captured: 2900 } },
    escalate: { stands: 'open', after: then('engineer', 'accept_totals'), order: 'completed' },
  },
  address_invalid: {
    edit_address: completed,
    ask_customer: { ...completed, stands: 'waiting', after: then('care', 'edit_address') },
    cancel_order: { order: 'cancelled', books: { captured: 3000, refunded: 3000 } },
  },
  address_empty_after_cleaning: { edit_address: completed },
  customs_data_missing: { fill_customs_data: completed },
  fraud_review: { approve_order: completed, cancel_and_refund: cancelled },
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
    retry_now: { ...completed, stands: 'retrying' },
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
    retry_now: { ...completed, stands: 'open', before: shopKnowsOrder, after: shopTookNumber },
    ignore: { ...completed, stands: 'ignored' },
  },
  delivery_unreadable: { replay: settled('engineer'), dismiss: settled('engineer') },
  step_stuck: {
    resume: { ...engineer, stands: 'open' },
    cancel_order: { ...cancelled, who: 'engineer' },
  },
  internal_error: {
    redrive: { ...engineer, before: shipsFrom, stands: 'open' },
    escalate_outside: {
      ...engineer,
      stands: 'waiting',
      after: async (trouble) => {
        await shipsFrom(trouble)
        await then('engineer', 'redrive')(trouble)
      },
    },
    resolve_by_hand: engineer,
  },
  report_mismatch: { dismiss: settled('engineer') },
}

/** The exception that a trouble came to, as it stands now. */
async function targetOf({ orderId, exceptionId }: Trouble, kind?: string): Promise<Target> {
  const rows = await sql`select id, version, kind from exceptions
    where (id = ${exceptionId ?? null} or order_id = ${orderId ?? null})
      and status not in ('resolved', 'ignored') order by opened_at desc`
  const row = rows.find((one) => kind === undefined || one.kind === kind)
  if (!row) throw new Error(`Nothing of the kind ${kind} is open.`)
  return { exceptionId: row.id, version: row.version }
}

const exception = async (id: string) =>
  (await sql`select status, stage from exceptions where id = ${id}`)[0]

/** Whoever comes to a cancelled order with an action that cannot help it hears so. */
async function refusesCancelled(who: Who, code: string, target: Target, orderId: string) {
  const spec: ActionSpec | undefined = isActionCode(code) ? ACTION_SPECS[code] : undefined
  if (!spec || spec.worksOnCancelled) return
  const [{ status, name }] =
    (await sql`select status, name from orders where id = ${orderId}`) as unknown as [
      { status: string; name: string },
    ]
  await sql`update orders set status = 'cancelled' where id = ${orderId}`
  await expect(take(who, code, target, orderId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `Order ${name} is cancelled; this cannot help it any more.`,
  })
  await sql`update orders set status = ${status} where id = ${orderId}`
}

/** What is still in the inbox about an order. */
const openOf = (orderId: string) =>
  sql`select kind, status from exceptions
    where order_id = ${orderId} and status not in ('resolved', 'ignored')`

const catalogue = (Object.keys(EXCEPTION_KINDS) as ExceptionKind[]).flatMap((kind) =>
  EXCEPTION_KINDS[kind].actions.map(({ code }) => ({ kind, code })),
)

test.each(catalogue)('$kind, $code', { timeout: 30_000 }, async ({ kind, code }) => {
  const found = CASES[kind][code]
  if (!found) throw new Error(`Nobody has said what ${code} of ${kind} comes to.`)
  const { who = 'care', before, after, stands = 'resolved', order, books } = found
  const trouble = await troubles[kind](code)
  const { orderId } = trouble
  const target = await targetOf(trouble, kind)
  await before?.(trouble)
  if (orderId) await refusesCancelled(who, code, target, orderId)
  await take(who, code, target, orderId)
  expect((await exception(target.exceptionId))?.status).toBe(stands)
  // Somebody else who still looks at what was there before is told, and changes nothing.
  await expect(take('admin', code, target, orderId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^[A-Z].*\.$/),
  })
  await after?.(trouble, target)
  await settle(shop)
  if (order) expect((await shop.order(orderId ?? '')).status).toBe(order)
  if (order === 'completed') expect(await openOf(orderId ?? '')).toEqual([])
  if (books) expect(await bookedOf(orderId ?? '')).toMatchObject(books)
})

/** What the gateway has taken and given back for all of an order's payments there. */
async function bookedOf(orderId: string): Promise<Required<Books>> {
  const rows = await sql`select gateway_reference from payments
    where order_id = ${orderId} and gateway = 'stripe'`
  const all = await Promise.all(rows.map((row) => shop.ledger(row.gateway_reference)))
  const sum = (key: 'captured' | 'refunded') =>
    all.reduce((total, one) => total + Number((one as Record<string, unknown>)[key]), 0)
  return { captured: sum('captured'), refunded: sum('refunded') }
}

test('nothing is said about actions that the catalogue does not have', () => {
  const said = Object.entries(CASES).flatMap(([kind, actions]) =>
    Object.keys(actions).map((code) => `${kind} ${code}`),
  )
  expect(said.toSorted()).toEqual(catalogue.map(({ kind, code }) => `${kind} ${code}`).toSorted())
})
