import { expect, test } from 'vitest'
import { toInput } from '@/components/exceptions/forms/simple-input'
import type { ActionForm, ExceptionAction } from '@/domain/exception/action'
import { EXCEPTION_ACTIONS, isActionCode } from '@/domain/exception/exception-actions'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { Role } from '@/domain/staff/permissions'
import { TakeActionInput } from '@/server/modules/inbox/take-action'
import { sweepOrders } from '@/server/modules/steps/sweep-orders'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { appRouter } from '@/server/trpc/router'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { externalEventsOf } from '../support/pipeline/external-events'
import { failuresOf } from '../support/pipeline/failures'
import { type LedgerTotals, OUTCOMES, type Outcome } from '../support/pipeline/outcomes'
import { CORRECTED_ADDRESS, openTestShop } from '../support/pipeline/shop'
import { addFailureShop, type Failure, type World } from '../support/pipeline/world'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop
const shopDomain = 'catalog.example'
await sql`update storefronts set writes_back = true where shop_domain = ${SANDBOX_SHOP}`

/** Runs everything in progress to its end. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await flushOutbox()
    await shop.engine.drain()
  }
}

const world: World = {
  sql,
  vendorsUrl: shop.vendors.url,
  shopDomain,
  storefrontId: await addFailureShop(sql, shopDomain),
  addPaidOrder: (options) => shop.addPaidOrder({ shopDomain, ...options }),
  place: shop.place,
  reportStuck: () => sweepOrders(),
  settle,
}
const failures = failuresOf(world)
const externalEvents = externalEventsOf(world)

const people = {
  care: await addPerson(sql, 'care', 'Ada'),
  lead: await addPerson(sql, 'lead', 'Grace'),
  manager: await addPerson(sql, 'manager', 'Frances'),
  finance: await addPerson(sql, 'finance', 'Luca'),
  engineer: await addPerson(sql, 'engineer', 'Edsger'),
  admin: await addPerson(sql, 'admin', 'Alan'),
}

/** Returns an API caller signed in with this role. */
function as(role: Role) {
  const { id, name } = people[role].actor
  const staff = { id, name, role, email: `${role}@example.com`, sessionId: 'test' }
  return appRouter.createCaller({ staff, requestId: 'test', headers: new Headers() } as never)
}

/** The text for the field of each one-field form. */
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

async function take(role: Role, code: string, target: Target, orderId: string | undefined) {
  if (code === 'escalate') return as(role).exceptions.escalate({ ...target, note: 'Please look' })
  return as(role).exceptionActions.take(await inputOf(code, target, orderId))
}

/** Returns the input that the form of an action sends. */
async function inputOf(
  code: string,
  target: Target,
  orderId: string | undefined,
): Promise<TakeActionInput> {
  if (!isActionCode(code)) throw new Error(`Unknown action: ${code}`)
  const lines = await sql`select id, sku from order_lines where order_id = ${orderId ?? null}
    order by position`
  const lineId: string = lines[0]?.id
  switch (code) {
    case 'edit_address':
      return { ...target, action: code, address: CORRECTED_ADDRESS }
    case 'reship_corrected':
      return { ...target, action: code, address: CORRECTED_ADDRESS, reason: 'Came back' }
    case 'fill_customs_data': {
      const items = [{ lineId, hsCode: '610910', originCountry: 'PT' }]
      return { ...target, action: code, items }
    }
    case 'replace_item':
    case 'map_sku':
      return { ...target, action: code, items: [{ lineId, sku: 'SHIRT' }] }
    case 'choose_other_carrier':
      return { ...target, action: code, ...PARCEL }
    case 'resolve_by_hand':
      return { ...target, action: code, result: PARCEL, reason: 'Handed over in person' }
    default: {
      const action: ExceptionAction = EXCEPTION_ACTIONS[code]
      const text = TYPED[action.form]
      return TakeActionInput.parse(toInput({ code, form: action.form }, target, text))
    }
  }
}

/** Returns the open exception of a failure with its current version. */
async function targetOf({ orderId, exceptionId }: Failure, kind?: string): Promise<Target> {
  const rows = await sql`select id, version, kind from exceptions
    where (id = ${exceptionId ?? null} or order_id = ${orderId ?? null})
      and status not in ('resolved', 'ignored') order by opened_at desc`
  const row = rows.find((candidate) => kind === undefined || candidate.kind === kind)
  if (!row) throw new Error(`No exception of kind ${kind} is open.`)
  return { exceptionId: row.id, version: row.version }
}

const exception = async (id: string) =>
  (await sql`select status, stage from exceptions where id = ${id}`)[0]

/** Expects a conflict when the order is canceled, unless the action works on canceled orders. */
async function expectRejectedWhenCanceled(
  role: Role,
  code: string,
  target: Target,
  orderId: string,
) {
  const action: ExceptionAction | undefined = isActionCode(code)
    ? EXCEPTION_ACTIONS[code]
    : undefined
  if (!action || action.worksOnCanceled) return
  const [{ status, name }] =
    (await sql`select status, name from orders where id = ${orderId}`) as unknown as [
      { status: string; name: string },
    ]
  await sql`update orders set status = 'canceled' where id = ${orderId}`
  await expect(take(role, code, target, orderId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `Order ${name} is canceled, so this action no longer applies.`,
  })
  await sql`update orders set status = ${status} where id = ${orderId}`
}

/** Lists the open exceptions of an order. */
const openOf = (orderId: string) =>
  sql`select kind, status from exceptions
    where order_id = ${orderId} and status not in ('resolved', 'ignored')`

const catalog = (Object.keys(EXCEPTION_KINDS) as ExceptionKind[]).flatMap((kind) =>
  EXCEPTION_KINDS[kind].actions.map(({ code }) => ({ kind, code })),
)

/** Performs what must happen next until the order continues. */
async function continueOrder(
  failure: Failure,
  { event, role = 'care', action }: Outcome['after'] = {},
) {
  if (event) await externalEvents[event](failure)
  if (!action) return
  await settle()
  await take(role, action, await targetOf(failure), failure.orderId)
}

test.each(catalog)('$kind, $code', async ({ kind, code }) => {
  const found = OUTCOMES[kind][code]
  if (!found) throw new Error(`OUTCOMES has no entry for ${code} of ${kind}.`)
  const { role = 'care', before, after, status = 'resolved', order, ledger } = found
  const failure = await failures[kind](code)
  const { orderId } = failure
  const target = await targetOf(failure, kind)
  if (before) await externalEvents[before](failure)
  if (orderId) await expectRejectedWhenCanceled(role, code, target, orderId)
  await take(role, code, target, orderId)
  expect((await exception(target.exceptionId))?.status).toBe(status)
  // A second person with the outdated version gets a conflict.
  await expect(take('admin', code, target, orderId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^[A-Z].*\.$/),
  })
  await continueOrder(failure, after)
  await settle()
  if (order) expect((await shop.order(orderId ?? '')).status).toBe(order)
  if (order === 'completed') expect(await openOf(orderId ?? '')).toEqual([])
  if (ledger) expect(await readLedger(orderId ?? '')).toMatchObject(ledger)
})

/** Returns the gateway's totals for all payments of an order. */
async function readLedger(orderId: string): Promise<Required<LedgerTotals>> {
  const rows = await sql`select gateway_reference from payments
    where order_id = ${orderId} and gateway = 'stripe'`
  const all = await Promise.all(rows.map((row) => shop.ledger(row.gateway_reference)))
  const sum = (key: 'captured' | 'refunded') =>
    all.reduce((total, row) => total + Number((row as Record<string, unknown>)[key]), 0)
  return { captured: sum('captured'), refunded: sum('refunded') }
}

test('the storefront receives the fulfillment once it knows the order', async () => {
  const fulfillments = await (await fetch(`${shop.vendors.url}/storefront/fulfillments`)).json()
  const [parcel] = await sql`select s.external_id from shipments s
    join exceptions e on e.order_id = s.order_id
    where e.kind = 'sync_failed' and e.status = 'resolved'`
  expect(parcel?.external_id).toMatch(/./)
  expect(JSON.stringify(fulfillments)).toContain(parcel?.external_id)
})

test('the outcomes cover exactly the actions of the catalog', () => {
  const covered = Object.entries(OUTCOMES).flatMap(([kind, actions]) =>
    Object.keys(actions).map((code) => `${kind} ${code}`),
  )
  expect(covered.toSorted()).toEqual(catalog.map(({ kind, code }) => `${kind} ${code}`).toSorted())
})
