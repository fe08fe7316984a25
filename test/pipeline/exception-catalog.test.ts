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
import { type Books, helpOf, OUTCOMES, type Outcome } from '../support/pipeline/outcomes'
import { CORRECTED_ADDRESS, openTestShop } from '../support/pipeline/shop'
import { addTroubleShop, type Trouble, troublesOf, type World } from '../support/pipeline/troubles'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop
const shopDomain = 'catalog.example'
await sql`update storefronts set writes_back = true where shop_domain = ${SANDBOX_SHOP}`

/** Lets everything that is under way come to its end. */
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
  storefrontId: await addTroubleShop(sql, shopDomain),
  addPaidOrder: (wish) => shop.addPaidOrder({ shopDomain, ...wish }),
  place: shop.place,
  reportStuck: () => sweepOrders(),
  settle,
}
const troubles = troublesOf(world)
const helps = helpOf(world)

const people = {
  care: await addPerson(sql, 'care', 'Ada'),
  lead: await addPerson(sql, 'lead', 'Grace'),
  manager: await addPerson(sql, 'manager', 'Frances'),
  finance: await addPerson(sql, 'finance', 'Luca'),
  engineer: await addPerson(sql, 'engineer', 'Edsger'),
  admin: await addPerson(sql, 'admin', 'Alan'),
}

/** The portal's own door, as somebody of this role. */
function as(who: Role) {
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

async function take(who: Role, code: string, target: Target, orderId: string | undefined) {
  if (code === 'escalate') return as(who).exceptions.escalate({ ...target, note: 'Please look' })
  return as(who).exceptionActions.take(await inputOf(code, target, orderId))
}

/** What the form of an action sends. */
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

/** Whoever comes to a canceled order with an action that cannot help it hears so. */
async function refusesCanceled(who: Role, code: string, target: Target, orderId: string) {
  const action: ExceptionAction | undefined = isActionCode(code)
    ? EXCEPTION_ACTIONS[code]
    : undefined
  if (!action || action.worksOnCanceled) return
  const [{ status, name }] =
    (await sql`select status, name from orders where id = ${orderId}`) as unknown as [
      { status: string; name: string },
    ]
  await sql`update orders set status = 'canceled' where id = ${orderId}`
  await expect(take(who, code, target, orderId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `Order ${name} is canceled, so this action no longer applies.`,
  })
  await sql`update orders set status = ${status} where id = ${orderId}`
}

/** What is still in the inbox about an order. */
const openOf = (orderId: string) =>
  sql`select kind, status from exceptions
    where order_id = ${orderId} and status not in ('resolved', 'ignored')`

const catalog = (Object.keys(EXCEPTION_KINDS) as ExceptionKind[]).flatMap((kind) =>
  EXCEPTION_KINDS[kind].actions.map(({ code }) => ({ kind, code })),
)

/** What has to happen still until the order goes on: by the world, or by somebody's next action. */
async function goesOn(trouble: Trouble, { help, who = 'care', action }: Outcome['after'] = {}) {
  if (help) await helps[help](trouble)
  if (!action) return
  await settle()
  await take(who, action, await targetOf(trouble), trouble.orderId)
}

test.each(catalog)('$kind, $code', async ({ kind, code }) => {
  const found = OUTCOMES[kind][code]
  if (!found) throw new Error(`Nobody has said what ${code} of ${kind} comes to.`)
  const { who = 'care', before, after, stands = 'resolved', order, books } = found
  const trouble = await troubles[kind](code)
  const { orderId } = trouble
  const target = await targetOf(trouble, kind)
  if (before) await helps[before](trouble)
  if (orderId) await refusesCanceled(who, code, target, orderId)
  await take(who, code, target, orderId)
  expect((await exception(target.exceptionId))?.status).toBe(stands)
  // Somebody else who still looks at what was there before is told, and changes nothing.
  await expect(take('admin', code, target, orderId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^[A-Z].*\.$/),
  })
  await goesOn(trouble, after)
  await settle()
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

test('a shop that knows its order by then was told of the parcel', async () => {
  const told = await (await fetch(`${shop.vendors.url}/storefront/fulfillments`)).json()
  const [parcel] = await sql`select s.external_id from shipments s
    join exceptions e on e.order_id = s.order_id
    where e.kind = 'sync_failed' and e.status = 'resolved'`
  expect(parcel?.external_id).toMatch(/./)
  expect(JSON.stringify(told)).toContain(parcel?.external_id)
})

test('nothing is said about actions that the catalog does not have', () => {
  const said = Object.entries(OUTCOMES).flatMap(([kind, actions]) =>
    Object.keys(actions).map((code) => `${kind} ${code}`),
  )
  expect(said.toSorted()).toEqual(catalog.map(({ kind, code }) => `${kind} ${code}`).toSorted())
})
