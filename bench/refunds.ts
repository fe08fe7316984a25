import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { sandboxEmail, sessionCookie } from '../e2e/support/session'
import { type BenchRun, type Entry, latency, timeEach } from './measure'

const SAMPLES = 100

/** In cents, below a lead's daily refund limit of 10,000 dollars. */
const MAX_PER_DAY = 900_000

type Line = { orderId: string; lineId: string; paymentId: string; minor: number }

/**
 * Measures the preview and the commit of a refund of one unit, as the refund sheet requests them. Each
 * commit is for a different order and below the approval limit.
 */
export async function benchRefunds({
  portalUrl,
  caller,
  sql,
  isWanted,
}: BenchRun): Promise<Entry[]> {
  const entries: Entry[] = []
  const lines = await cheapestLines(sql)
  const lineOf = (i: number): Line => {
    const line = lines[i % lines.length]
    if (!line) throw new Error('No orders to refund.')
    return line
  }
  if (isWanted('refunds.preview')) {
    const times = await timeEach(SAMPLES, (i) => caller('refunds.preview', formOf(lineOf(i))))
    const floor = await timeEach(SAMPLES, (i) => previewFloor(sql, lineOf(i)))
    entries.push(latency('refunds.preview', times, floor, 'the rows it adds up by raw SQL'))
  }
  if (isWanted('refunds.commit')) {
    const cookie = await sessionCookie(portalUrl, sandboxEmail('lead'))
    let next = 0
    // A tenth more for the warm-up.
    const samples = Math.floor(countWithinLimit(lines) / 1.1)
    const times = await timeEach(samples, () => {
      next += 1
      return commit(portalUrl, cookie, lineOf(next - 1))
    })
    const floor = await timeEach(samples, (i) => commitFloor(sql, lineOf(i)))
    entries.push(latency('refunds.commit', times, floor, 'the rows it locks and writes by raw SQL'))
  }
  return entries
}

/** Returns first lines of low-value orders, so that all refunds stay within a lead's daily limit. */
function cheapestLines(sql: postgres.Sql): Promise<Line[]> {
  return sql<Line[]>`
    select o.id as "orderId", l.id as "lineId", p.id as "paymentId",
      l.paid_minor::int + l.tax_minor::int as minor
    from (select id from orders where currency = 'USD' order by total_shop_minor, id
      limit ${2 * SAMPLES}) o
    join order_lines l on l.order_id = o.id and l.position = 1
    join payments p on p.order_id = o.id
    order by minor, o.id`
}

/** Returns how many of the lines one user may refund without approval, up to the sample size. */
function countWithinLimit(lines: Line[]): number {
  let sum = 0
  const over = lines.findIndex(({ minor }) => {
    sum += minor
    return sum > MAX_PER_DAY
  })
  return Math.min(over === -1 ? lines.length : over, Math.ceil(1.1 * SAMPLES))
}

const formOf = ({ orderId, lineId }: Line) => ({
  orderId,
  amount: 'partial',
  refundType: 'cash',
  lines: [{ lineId, quantity: 1, restock: 'none' }],
})

async function commit(portalUrl: string, cookie: string, line: Line): Promise<void> {
  const answer = await fetch(`${portalUrl}/api/trpc/refunds.issue`, {
    method: 'POST',
    headers: { cookie, origin: portalUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ json: { ...formOf(line), idempotencyKey: randomUUID() } }),
  })
  const body = await answer.text()
  if (!answer.ok || !body.includes('"status":"pending"'))
    throw new Error(`refunds.issue answered ${answer.status} ${body.slice(0, 500)}`)
}

const READ = ['order_lines', 'order_tax_lines', 'payments', 'payment_transactions', 'resolutions']

function previewFloor(sql: postgres.Sql, { orderId }: Line) {
  return Promise.all([
    sql`select * from orders where id = ${orderId}`,
    ...READ.map((table) => sql`select * from ${sql(table)} where order_id = ${orderId}`),
  ])
}

/** Rolls back everything that was written. */
async function commitFloor(sql: postgres.Sql, { orderId, paymentId }: Line): Promise<void> {
  const undo = new Error('undo')
  const write = sql.begin(async (tx) => {
    await tx`select * from orders where id = ${orderId} for update`
    for (const table of READ) await tx`select * from ${tx(table)} where order_id = ${orderId}`
    await tx`insert into payment_transactions (id, payment_id, order_id, kind, status, amount_minor,
        amount_shop_minor, source, idempotency_key, at)
      values (gen_random_uuid(), ${paymentId}, ${orderId}, 'refund', 'pending', 1, 1, 'person',
        gen_random_uuid(), now())`
    throw undo
  })
  await write.catch((error) => {
    if (error !== undo) throw error
  })
}
