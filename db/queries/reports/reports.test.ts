import fc from 'fast-check'
import type postgres from 'postgres'
import { beforeAll, expect, test } from 'vitest'
import { withDrills } from '@/domain/reports/point-drills'
import { decodeReport, encodeReport } from '@/domain/reports/report-codec'
import type { Drill } from '@/domain/reports/report-drill'
import { ReportInput } from '@/domain/reports/report-input'
import type { Cell, Report } from '@/domain/reports/report-model'
import { REPORT_PAGES } from '@/domain/reports/report-pages'
import { foldReports } from '@/server/modules/reports/fold-reports'
import { reconcileReports } from '@/server/modules/reports/reconcile-reports'
import { openTestDatabase } from '@/test/support/database'
import { insertTestStorefront } from '@/test/support/orders'
import { expectReportPage } from '@/test/support/report-oracle/check'
import { insertSampleOrder, type SampleOrder } from '@/test/support/report-oracle/history'
import {
  insertSampleException,
  insertSampleRefund,
  insertSampleWebhook,
} from '@/test/support/report-oracle/history-changes'
import {
  insertSampleDispute,
  insertSampleGiftCard,
  insertSampleTransaction,
} from '@/test/support/report-oracle/history-money'
import { expectRefundsReport, expectSalesReport } from '@/test/support/report-oracle/sums'
import { getDb } from '../../client'
import { sumDrillRows } from './drill-rows'
import { readReport } from './reports'

const { sql } = await openTestDatabase()
const storefronts: SampleOrder['storefront'][] = []
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

const personIndex = of(0, 1, null)
const duration = fc.option(fc.integer({ min: 0, max: 9 * 86_400_000 }))
const change = fc.oneof(
  fc.record({
    what: of('refund' as const),
    which: fc.nat(),
    at: moment,
    reason: of('damage', null),
    status: of('succeeded', 'succeeded', 'pending', 'failed'),
    total: amount,
    by: personIndex,
  }),
  fc.record({ what: of('cancel' as const), which: fc.nat() }),
  fc.record({ what: of('edit' as const), which: fc.nat(), total: amount, country: of('DE', 'FR') }),
  fc.record({
    what: of('exception' as const),
    which: fc.nat(),
    at: moment,
    kind: of('payment_declined', 'address_invalid'),
    touchedAfter: duration,
    closedAfter: duration,
    arrivesAfter: duration,
    by: personIndex,
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
  fc.record({ what: of('webhook' as const), which: fc.nat(), at: moment }),
  fc.record({ what: of('fold' as const), which: fc.nat() }),
)
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

const reportInput = fc
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
      return insertSampleRefund(sql, orderId, { ...change, person: personOf(change) })
    case 'cancel':
      await sql`update orders set status = 'canceled', canceled_at = now() where id = ${orderId}`
      return
    case 'edit':
      await sql`update orders set total_minor = ${change.total}, shipping_country = ${change.country},
        placed_at = placed_at + interval '7 hours' where id = ${orderId}`
      return
    case 'exception':
      return insertSampleException(sql, orderId, { ...change, person: personOf(change) })
    case 'payment':
      return insertSampleTransaction(sql, orderId, change)
    case 'dispute':
      return insertSampleDispute(sql, orderId, change)
    case 'card':
      return insertSampleGiftCard(sql, storefronts[change.which % 2]?.id ?? '', change)
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
    case 'webhook':
      return insertSampleWebhook(sql, storefronts[change.which % 2] as never, change.at)
    case 'fold':
      await foldReports()
  }
}

/** Returns every cell with a drill-down, and its unit. */
function cellsWithDrill(
  report: Report,
): { name: string; cell: Cell & { drill: Drill }; unit: string }[] {
  return withDrills(report).sections.flatMap(({ id, columns, rows }) =>
    // A sample of a long series is enough.
    rows
      .filter((_, i) => i % Math.ceil(rows.length / 8) === 0)
      .flatMap(({ key, cells }) =>
        Object.entries(cells).flatMap(([name, cell]) => {
          if (!cell.drill) return []
          const column = columns.find(({ key }) => key === name) ?? { unit: 'money' }
          const drilled = { ...cell, drill: cell.drill }
          return [{ name: `${report.page} ${id} ${key} ${name}`, cell: drilled, unit: column.unit }]
        }),
      ),
  )
}

async function expectRowsToAddUp(report: Report): Promise<void> {
  const cache = new Map<string, Awaited<ReturnType<typeof sumDrillRows>>>()
  for (const { name, cell, unit } of cellsWithDrill(report)) {
    if (cell.value === null || unit === 'percent') continue
    const key = JSON.stringify(cell.drill)
    const totals = cache.get(key) ?? (await sumDrillRows(getDb(), cell.drill))
    cache.set(key, totals)
    const value = String(cell.value).replace('-', '')
    const sumOf = (read: (total: (typeof totals)[number]) => bigint | number) =>
      totals.reduce((sum, total) => sum + BigInt(read(total)), 0n)
    const keys = (part: 'amounts' | 'counts') => Object.keys(totals[0]?.[part] ?? {})
    const sums =
      unit === 'money'
        ? keys('amounts').map((name) => sumOf(({ amounts }) => amounts[name] ?? 0n))
        : [
            sumOf(({ n }) => n),
            ...keys('counts').map((name) => sumOf(({ counts }) => counts[name] ?? 0)),
          ]
    const totalsAsText = (totals.length === 0 ? [0n] : sums).map((sum) =>
      String(sum).replace('-', ''),
    )
    expect(totalsAsText, `${name} ${key}`).toContain(value)
  }
}

test('matches every number with its rows, after any history of changes', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 1, maxLength: 6 }),
      fc.array(change, { maxLength: 12 }),
      fc.array(reportInput, { minLength: 2, maxLength: 2 }),
      async (orders, changes, inputs) => {
        for (const sample of orders) {
          const storefront = storefronts[sample.storefront]
          if (storefront) placed.push(await insertSampleOrder(sql, { ...sample, storefront }))
        }
        for (const event of changes) if (placed.length > 0) await apply(sql, event)
        for (const [i, input] of inputs.entries()) {
          // The last input is answered from rollups, the others also from dirty buckets.
          if (i === inputs.length - 1) await foldReports()
          for (const page of REPORT_PAGES) {
            const report = await readReport(page, input)
            await expectRowsToAddUp(report)
            expect(decodeReport(encodeReport(report))).toEqual(report)
            if (page === 'sales') await expectSalesReport(sql, input, report)
            if (page === 'refunds') await expectRefundsReport(sql, input, report)
            await expectReportPage(sql, input, report)
          }
        }
        expect(await reconcileReports('test')).toEqual([])
      },
    ),
    { numRuns: 5 },
  )
})
