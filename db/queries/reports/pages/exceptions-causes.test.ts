import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { withDrills } from '@/domain/reports/point-drills'
import { ReportInput } from '@/domain/reports/report-input'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { readReport } from '../reports'

const { sql } = await openTestDatabase()
const DOWN = 'gateway_unavailable:capture:unavailable:1zxplrg044j'
const DECLINED = 'payment_declined:capture:insufficient_funds:21tx5sfbx0s'
const BROKEN = 'internal_error:function:-:0aaaaaaaaaa'

async function addExceptions(fingerprint: string, step: string | null, messages: string[]) {
  const storefront = await insertTestStorefront(sql)
  const orders = await insertTestOrders(
    sql,
    storefront,
    messages.map(() => ({})),
  )
  await sql`insert into exceptions ${sql(
    messages.map((message, i) => ({
      id: uuidv7(),
      order_id: orders[i] ?? null,
      kind: fingerprint.split(':')[0] ?? '',
      step,
      stage: 'staff',
      status: 'open',
      severity: 'normal',
      fingerprint,
      message,
      opened_at: new Date(Date.UTC(2026, 2, 1, 10, i)),
    })),
  )}`
}

test('titles causes as in the inbox and drills down to their fingerprint', async () => {
  await addExceptions(DOWN, 'capture', ['127.0.0.1:1 answered 503', '127.0.0.1:2 answered 503', ''])
  await addExceptions(DECLINED, 'capture', ['', 'Card declined: insufficient funds.'])
  await addExceptions(BROKEN, 'cancel', ['TypeError: x is not a function'])
  const input = ReportInput.parse({
    from: '2026-03-01',
    to: '2026-03-01',
    timeZone: 'UTC',
    granularity: 'hour',
  })
  const { sections } = withDrills(await readReport('exceptions', input))
  const section = sections.find(({ id }) => id === 'causes')
  expect(section?.columns.map(({ label }) => label)).toEqual(['Cause', 'Opened'])
  expect(section?.rows.map(({ cells }) => [cells.fingerprint?.value, cells.opened?.value])).toEqual(
    [
      ['Payment provider unavailable · at capture', 3],
      ['Card declined: insufficient funds · at capture', 2],
      ['Internal error', 1],
    ],
  )
  expect(section?.rows.map(({ cells }) => cells.opened?.drill?.filter.where)).toEqual([
    { basis: 'opened', kind: 'gateway_unavailable', fingerprint: DOWN },
    { basis: 'opened', kind: 'payment_declined', fingerprint: DECLINED },
    { basis: 'opened', kind: 'internal_error', fingerprint: BROKEN },
  ])
})
