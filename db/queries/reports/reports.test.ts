import fc from 'fast-check'
import type postgres from 'postgres'
import { beforeAll, expect, test } from 'vitest'
import { withDrills } from '@/domain/reports/point-drills'
import type { Drill } from '@/domain/reports/report-drill'
import { ReportInput } from '@/domain/reports/report-input'
import type { Cell, Report } from '@/domain/reports/report-model'
import { REPORT_PAGES } from '@/domain/reports/report-pages'
import { readReportText, writeReportText } from '@/domain/reports/report-wire'
import { foldReports } from '@/server/modules/reports/fold-reports'
import { reconcileReports } from '@/server/modules/reports/reconcile-reports'
import { openTestDatabase } from '@/test/support/database'
import { insertTestStorefront } from '@/test/support/orders'
import { expectPlainPage } from '@/test/support/report-oracle/check'
import {
  insertMadeOrder,
  insertMadeRefund,
  insertMadeTrouble,
  insertMadeWebhook,
  type MadeOrder,
} from '@/test/support/report-oracle/history'
import {
  insertMadeDispute,
  insertMadeGiftCard,
  insertMadeTransaction,
} from '@/test/support/report-oracle/history-money'
import { plainRefunds, plainSales } from '@/test/support/report-oracle/sums'
import { getDb } from '../../client'
import { sumDrillRows } from './drill-rows'
import { readReport } from './reports'

const { sql } = await openTestDatabase()
const storefronts: MadeOrder['storefront'][] = []
const placed: string[] = []
const people: string[] = []

beforeAll(async () => {
  storefronts.push({ ...(await insertTestStorefront(sql)), shopCurrency: 'USD' })
  storefronts.push({ ...(await insertTestStorefront(sql)), shopCurrency: 'EUR' })
  for (const role of ['care', 'lead']) {
    const [row] = await sql<{ id: string }[]>`insert into staff (id, email, name, role)
      values (gen_random_uuid(), ${`${role}@example.com`}, ${role}, ${role}) returning id`
    if (row) people.push(row.id)
  }
})

const START = Date.UTC(2026, 2, 20)
const moment = fc.integer({ min: 0, max: 40 * 86_400_000 }).map((ms) => new Date(START + ms))
const amount = fc.integer({ min: 1, max: 5_000 })
const of = fc.constantFrom

const order = fc.record({
  storefront: fc.integer({ min: 0, max: 1 }),
  placedAt: moment,
  country: of('DE', 'US', 'NP', ''),
  currency: of('EUR', 'USD', 'JPY', 'KWD'),
  gateway: of('stripe', 'bogus', 'gift_card'),
  isTaxIncluded: fc.boolean(),
  amounts: fc.record({
    subtotal: amount,
    shipping: amount,
    tax: amount,
    duty: amount,
    discount: of(0, 1),
  }),
  lines: fc.array(fc.record({ sku: of('RED', 'BLUE'), quantity: of(1, 3), paid: amount }), {
    minLength: 1,
    maxLength: 3,
  }),
  declineCode: of(null, null, 'card_declined'),
})

const someone = of(0, 1, null)
const duration = fc.option(fc.integer({ min: 0, max: 9 * 86_400_000 }))
const change = fc.oneof(
  fc.record({
    what: of('refund' as const),
    which: fc.nat(),
    at: moment,
    reason: of('damage', null),
    status: of('succeeded', 'succeeded', 'pending', 'failed'),
    total: amount,
    by: someone,
  }),
  fc.record({ what: of('cancel' as const), which: fc.nat() }),
  fc.record({ what: of('edit' as const), which: fc.nat(), total: amount, country: of('DE', 'FR') }),
  fc.record({
    what: of('trouble' as const),
    which: fc.nat(),
    at: moment,
    kind: of('payment_declined', 'address_invalid'),
    touchedAfter: duration,
    closedAfter: duration,
    arrivesAfter: duration,
    by: someone,
  }),
  fc.record({
    what: of('payment' as const),
    which: fc.nat(),
    at: moment,
    kind: of('authorization', 'capture', 'refund', 'void', 'chargeback'),
    status: of('succeeded', 'failed', 'pending'),
    amount,
    code: of(null, 'expired_card'),
  }),
  fc.record({
    what: of('dispute' as const),
    which: fc.nat(),
    at: moment,
    reason: of('fraud', null),
    amount,
  }),
  fc.record({
    what: of('card' as const),
    which: fc.nat(),
    at: moment,
    currency: of('EUR', 'JPY'),
    amount,
    isClosed: fc.boolean(),
  }),
  fc.record({ what: of('hold' as const), which: fc.nat(), reason: of('Stock', null) }),
  fc.record({ what: of('settle' as const), which: fc.nat() }),
  fc.record({ what: of('delete' as const), which: fc.nat() }),
  fc.record({ what: of('message' as const), which: fc.nat(), at: moment }),
  fc.record({ what: of('fold' as const), which: fc.nat() }),
)
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

const question = fc
  .record({
    first: fc.integer({ min: -3, max: 40 }),
    days: fc.integer({ min: 1, max: 45 }),
    timeZone: of(
      'UTC',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'America/New_York',
      'Australia/Lord_Howe',
    ),
    granularity: of('day', 'week', 'month'),
    compare: of('none', 'previous', 'weekdays', 'year'),
    filter: of({}, {}, { country: 'DE' }, { currency: 'JPY' }, { gateway: 'stripe' }),
  })
  .map(({ first, days, filter, ...rest }) => {
    const day = (n: number) => new Date(START + n * 86_400_000).toISOString().slice(0, 10)
    return ReportInput.parse({ from: day(first), to: day(first + days - 1), ...rest, ...filter })
  })

const personOf = ({ by }: { by: number | null }) => (by === null ? null : (people[by] ?? null))

async function apply(sql: postgres.Sql, change: Change): Promise<void> {
  const orderId = placed[change.which % placed.length] ?? ''
  switch (change.what) {
    case 'refund':
      return insertMadeRefund(sql, orderId, { ...change, person: personOf(change) })
    case 'cancel':
      await sql`update orders set status = 'canceled', canceled_at = now() where id = ${orderId}`
      return
    case 'edit':
      await sql`update orders set total_minor = ${change.total}, shipping_country = ${change.country},
        placed_at = placed_at + interval '7 hours' where id = ${orderId}`
      return
    case 'trouble':
      return insertMadeTrouble(sql, orderId, { ...change, person: personOf(change) })
    case 'payment':
      return insertMadeTransaction(sql, orderId, change)
    case 'dispute':
      return insertMadeDispute(sql, orderId, change)
    case 'card':
      return insertMadeGiftCard(sql, storefronts[change.which % 2]?.id ?? '', change)
    case 'hold':
      await sql`update orders set status = 'on_hold', hold_reason = ${change.reason}
        where id = ${orderId} and status <> 'canceled'`
      return
    case 'settle':
      await sql`update resolutions set status = 'succeeded', at = at + interval '1 day'
        where order_id = ${orderId} and status = 'pending'`
      return
    case 'delete':
      await sql`delete from orders where id = ${orderId}`
      placed.splice(placed.indexOf(orderId), 1)
      return
    case 'message':
      return insertMadeWebhook(sql, storefronts[change.which % 2] as never, change.at)
    case 'fold':
      await foldReports()
  }
}

/** Every cell that opens rows, with what the reader sees of it. */
function cellsWithRows(
  report: Report,
): { name: string; cell: Cell & { drill: Drill }; unit: string }[] {
  return withDrills(report).sections.flatMap(({ id, columns, rows }) =>
    // Some of a long series are enough.
    rows
      .filter((_, i) => i % Math.ceil(rows.length / 8) === 0)
      .flatMap(({ key, cells }) =>
        Object.entries(cells).flatMap(([name, cell]) => {
          if (!cell.drill) return []
          const column = columns.find((one) => one.key === name) ?? { unit: 'money' }
          const drilled = { ...cell, drill: cell.drill }
          return [{ name: `${report.page} ${id} ${key} ${name}`, cell: drilled, unit: column.unit }]
        }),
      ),
  )
}

async function expectRowsToAddUp(report: Report): Promise<void> {
  const seen = new Map<string, Awaited<ReturnType<typeof sumDrillRows>>>()
  for (const { name, cell, unit } of cellsWithRows(report)) {
    if (cell.value === null || unit === 'percent') continue
    const key = JSON.stringify(cell.drill)
    const totals = seen.get(key) ?? (await sumDrillRows(getDb(), cell.drill))
    seen.set(key, totals)
    const value = String(cell.value).replace('-', '')
    const sumOf = (read: (total: (typeof totals)[number]) => bigint | number) =>
      totals.reduce((sum, total) => sum + BigInt(read(total)), 0n)
    const keys = (part: 'amounts' | 'counts') => Object.keys(totals[0]?.[part] ?? {})
    const sums =
      unit === 'money'
        ? keys('amounts').map((one) => sumOf(({ amounts }) => amounts[one] ?? 0n))
        : [
            sumOf(({ n }) => n),
            ...keys('counts').map((one) => sumOf(({ counts }) => counts[one] ?? 0)),
          ]
    const found = (totals.length === 0 ? [0n] : sums).map((sum) => String(sum).replace('-', ''))
    expect(found, `${name} ${key}`).toContain(value)
  }
}

test('every figure is what the rows come to, whatever happened before it', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 1, maxLength: 6 }),
      fc.array(change, { maxLength: 12 }),
      fc.array(question, { minLength: 2, maxLength: 2 }),
      async (orders, changes, questions) => {
        for (const made of orders) {
          const storefront = storefronts[made.storefront]
          if (storefront) placed.push(await insertMadeOrder(sql, { ...made, storefront }))
        }
        for (const one of changes) if (placed.length > 0) await apply(sql, one)
        for (const [i, input] of questions.entries()) {
          // The last one is answered from sums alone, the others also from what is marked.
          if (i === questions.length - 1) await foldReports()
          for (const page of REPORT_PAGES) {
            const report = await readReport(page, input)
            await expectRowsToAddUp(report)
            expect(readReportText(writeReportText(report))).toEqual(report)
            if (page === 'sales') await plainSales(sql, input, report)
            if (page === 'refunds') await plainRefunds(sql, input, report)
            await expectPlainPage(sql, input, report)
          }
        }
        expect(await reconcileReports('test')).toEqual([])
      },
    ),
    { numRuns: 5 },
  )
})
