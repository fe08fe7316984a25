import { v7 as uuidv7 } from 'uuid'
import { personActor } from '@/domain/staff/actor'
import type { Role } from '@/domain/staff/permissions'
import type { IssueRefundInput } from '@/server/modules/refunds/refund-input'
import type { CommandContext } from '@/server/unit-of-work'
import type { openTestDatabase } from '@/test/support/database'
import { addOrder, type TestOrder } from './order-commands'
import { addTender, authorizePayment } from './payments'

type Sql = Awaited<ReturnType<typeof openTestDatabase>>['sql']

/** Adds a staff member and returns their command context. */
export async function addPerson(
  sql: Sql,
  role: Role,
  name = `The ${role}`,
): Promise<CommandContext> {
  const id = uuidv7()
  await sql`insert into staff ${sql({ id, email: `${id}@example.com`, name, role })}`
  return { actor: personActor({ id, name, role }), requestId: 'test' }
}

/** How an order was paid; `sentinel` selects the gateway's behavior. */
type Tender =
  | { gift: number; reference?: string; lastFour?: string }
  | { card: number; sentinel?: string; shopMinor?: number }

export type PaidOrder = TestOrder & {
  tenders: Tender[]
  shippingMinor?: number
  taxesMinor?: number[]
}

type AddedOrder = { orderId: string; lineIds: string[]; paymentIds: string[]; references: string[] }

/** Adds a paid and shipped order whose cards are captured at the sandbox gateway. */
export async function addPaidOrder(
  sql: Sql,
  vendorsUrl: string,
  given: PaidOrder,
): Promise<AddedOrder> {
  const orderId = await addOrder(sql, given)
  const shipping = given.shippingMinor ?? 0
  if (shipping > 0) await addShipping(sql, orderId, shipping)
  const lines = await sql`select id from order_lines where order_id = ${orderId} order by position`
  const lineIds = lines.map((line) => String(line.id))
  for (const [index, minor] of (given.taxesMinor ?? []).entries()) {
    await addTax(sql, orderId, lineIds[index] ?? '', minor)
  }
  const paymentIds: string[] = []
  const references: string[] = []
  for (const tender of given.tenders) {
    const { paymentId, reference } = await addPaid(sql, vendorsUrl, orderId, given, tender)
    paymentIds.push(paymentId)
    references.push(reference)
  }
  await sql`update orders set status = 'completed', payment_status = 'paid',
    fulfillment_status = 'fulfilled' where id = ${orderId}`
  return { orderId, lineIds, paymentIds, references }
}

async function addPaid(
  sql: Sql,
  vendorsUrl: string,
  orderId: string,
  { currency = 'USD' }: PaidOrder,
  tender: Tender,
): Promise<{ paymentId: string; reference: string }> {
  if ('gift' in tender) {
    const reference = tender.reference ?? ''
    const gift = { kind: 'gift_card', gateway: 'gift_card', minor: tender.gift }
    const paymentId = await addTender(sql, orderId, { ...gift, reference, currency })
    await sql`update payments set last_four = ${tender.lastFour ?? '6789'} where id = ${paymentId}`
    return { paymentId, reference }
  }
  const { card: minor, sentinel = 'ok' } = tender
  const reference = await authorizePayment(vendorsUrl, sentinel, minor, currency.toLowerCase())
  await captureAtGateway(vendorsUrl, reference)
  const paymentId = await addTender(sql, orderId, { reference, minor, currency })
  await sql`update payments set brand = 'visa', last_four = '4242' where id = ${paymentId}`
  await sql`insert into payment_transactions ${sql({
    id: uuidv7(),
    payment_id: paymentId,
    order_id: orderId,
    kind: 'capture',
    status: 'succeeded',
    amount_minor: minor,
    amount_shop_minor: tender.shopMinor ?? minor,
    source: 'pipeline',
    idempotency_key: `${paymentId}:capture`,
  })}`
  return { paymentId, reference }
}

/** Captures despite the sentinel: repeats after outages and ignores lost responses. */
async function captureAtGateway(vendorsUrl: string, reference: string): Promise<void> {
  const key = uuidv7()
  for (;;) {
    const response = await fetch(`${vendorsUrl}/stripe/v1/payment_intents/${reference}/capture`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_sandbox', 'idempotency-key': key },
    }).catch(() => undefined)
    if (response?.status !== 503) return
  }
}

async function addShipping(sql: Sql, orderId: string, minor: number): Promise<void> {
  await sql`insert into order_shipping_lines ${sql({
    id: uuidv7(),
    order_id: orderId,
    position: 0,
    title: 'Standard',
    price_minor: minor,
    price_shop_minor: minor,
    discount_minor: 0,
    discount_shop_minor: 0,
    tax_minor: 0,
    tax_shop_minor: 0,
  })}`
  await sql`update orders set shipping_minor = ${minor}, total_minor = total_minor + ${minor}
    where id = ${orderId}`
}

async function addTax(sql: Sql, orderId: string, lineId: string, minor: number): Promise<void> {
  await sql`insert into order_tax_lines ${sql({
    id: uuidv7(),
    order_id: orderId,
    line_id: lineId,
    position: 0,
    title: 'VAT',
    rate: '0.19',
    amount_minor: minor,
    amount_shop_minor: minor,
  })}`
  await sql`update order_lines set tax_minor = ${minor} where id = ${lineId}`
  await sql`update orders set tax_minor = tax_minor + ${minor}, total_minor = total_minor + ${minor}
    where id = ${orderId}`
}

let formCount = 0

/** Returns the form input of a partial cash refund. */
export function refundForm(
  orderId: string,
  lines: { lineId: string; quantity: number }[],
  change: Partial<IssueRefundInput> = {},
): IssueRefundInput {
  formCount += 1
  return {
    orderId,
    amount: 'partial',
    refundType: 'cash',
    lines: lines.map((line) => ({ ...line, restock: 'none' as const })),
    shipping: 'none',
    dutyDomestic: 'none',
    dutyInternational: 'none',
    tip: 'none',
    fee: 'none',
    note: '',
    notify: false,
    idempotencyKey: `form-${process.pid}-${formCount}`,
    ...change,
  }
}
