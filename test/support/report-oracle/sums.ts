import type postgres from 'postgres'
import { expect } from 'vitest'
import type { ReportInput } from '@/domain/reports/report-input'
import type { CellValue, Report, Row, Section } from '@/domain/reports/report-model'

// Computes the expected numbers the simplest way: all rows, filtered and added one by one.

type Raw = Record<string, unknown>
type Span = { start: Date; end: Date }

/** Checks the sales report against the rows of orders, lines and refunds. */
export async function expectSalesReport(sql: postgres.Sql, input: ReportInput, report: Report) {
  const orders = (await sql<Raw[]>`select * from orders`).filter((row) => passes(row, input))
  const sold = orders.filter(({ status }) => status !== 'canceled')
  const inRange = sold.filter(({ placed_at }) => isLocalDay(placed_at, input))
  const [figures] = sectionOf(report, 'figures').rows
  expect(figures?.cells.orders?.value).toBe(inRange.length)
  const refunds = await refundsOf(sql, orders)
  for (const currency of new Set(inRange.map((row) => String(row.shop_currency)))) {
    const matching = inRange.filter((row) => row.shop_currency === currency)
    expect(figures?.cells[`sales:${currency}`]?.value).toBe(total(matching, 'total_shop_minor'))
    const refunded = refunds.filter(
      ({ at, order, status }) =>
        order.shop_currency === currency &&
        order.status !== 'canceled' &&
        status === 'succeeded' &&
        isLocalDay(at, input),
    )
    const remaining = total(matching, 'total_shop_minor') - total(refunded, 'total_shop_minor')
    const bridge = sectionOf(report, `bridge:${currency}`).rows
    expect(bridge.at(-1)?.cells.amount?.value).toBe(remaining)
    expect(valueAt(bridge, 'gross', 'amount')).toBe(total(matching, 'subtotal_shop_minor'))
    expect(valueAt(bridge, 'refunds', 'amount')).toBe(-total(refunded, 'total_shop_minor'))
  }
  expectPoints(
    report,
    'orders-over-time',
    'orders',
    (span) => sold.filter(({ placed_at }) => isWithin(placed_at, span)).length,
  )
  for (const row of sectionOf(report, 'by-country').rows) {
    const [country, currency] = row.key.split('~')
    const matching = inRange.filter(
      (order) => order.shipping_country === country && order.shop_currency === currency,
    )
    expect(row.cells.total_shop?.value).toBe(total(matching, 'total_shop_minor'))
  }
  await expectProducts(sql, inRange, report)
  const { compare } = report.range
  if (!compare) return
  const before = sold.filter(({ placed_at }) =>
    isWithin(placed_at, { start: compare.start, end: compare.until }),
  )
  expect(figures?.cells.orders?.compare).toBe(before.length)
}

async function expectProducts(sql: postgres.Sql, orders: Raw[], report: Report) {
  const byId = new Map(orders.map((row) => [row.id, row]))
  const lines = (await sql<Raw[]>`select * from order_lines`).filter((line) =>
    byId.has(line.order_id),
  )
  const rows = sectionOf(report, 'by-product').rows.filter((row) => row.cells.quantity?.value !== 0)
  expect(rows.length).toBe(
    new Set(lines.map((line) => `${line.sku}~${byId.get(line.order_id)?.shop_currency}`)).size,
  )
  for (const row of rows) {
    const matching = lines.filter(
      (line) => `${line.sku}~${byId.get(line.order_id)?.shop_currency}` === row.key,
    )
    expect(row.cells.quantity?.value).toBe(Number(total(matching, 'quantity')))
    expect(row.cells.paid_shop?.value).toBe(total(matching, 'paid_shop_minor'))
  }
}

/** Checks the refunds report against the rows of resolutions. */
export async function expectRefundsReport(sql: postgres.Sql, input: ReportInput, report: Report) {
  const orders = (await sql<Raw[]>`select * from orders`).filter((row) => passes(row, input))
  const all = await refundsOf(sql, orders)
  const succeeded = all.filter(({ status }) => status === 'succeeded')
  const inRange = succeeded.filter(({ at }) => isLocalDay(at, input))
  const [figures] = sectionOf(report, 'figures').rows
  expect(figures?.cells.refunds?.value).toBe(inRange.length)
  expect(figures?.cells.failed?.value).toBe(
    all.filter(({ at, status }) => status === 'failed' && isLocalDay(at, input)).length,
  )
  for (const row of sectionOf(report, 'by-reason').rows) {
    const [reason, currency] = row.key.split('~')
    const matching = inRange.filter(
      (refund) => (refund.reason ?? '') === reason && refund.order.shop_currency === currency,
    )
    expect(row.cells.total_shop?.value).toBe(total(matching, 'total_shop_minor'))
  }
  const [currency] = sectionOf(report, 'by-order-date').columns.slice(1)
  if (!currency) return
  expectPoints(report, 'by-order-date', currency.key, (span) =>
    total(
      succeeded.filter(
        ({ order }) => order.shop_currency === currency.key && isWithin(order.placed_at, span),
      ),
      'total_shop_minor',
    ),
  )
}

async function refundsOf(sql: postgres.Sql, orders: Raw[]) {
  const byId = new Map(orders.map((row) => [row.id, row]))
  const rows = await sql<Raw[]>`select * from resolutions`
  return rows.flatMap((row): (Raw & { order: Raw })[] => {
    const order = byId.get(row.order_id)
    return order ? [{ ...row, order }] : []
  })
}

function expectPoints(
  report: Report,
  id: string,
  key: string,
  compute: (span: Span) => bigint | number,
) {
  const { rows } = sectionOf(report, id)
  rows.forEach((row, i) => {
    const start = row.cells.time?.value as Date
    const end = (rows[i + 1]?.cells.time?.value as Date | undefined) ?? report.range.end
    if (start > report.range.until) return
    expect(row.cells[key]?.value, `${id} ${start.toISOString()}`).toBe(compute({ start, end }))
  })
}

function sectionOf(report: Report, id: string): Section {
  const section = report.sections.find((candidate) => candidate.id === id)
  if (!section) throw new Error(`${report.page} has no section ${id}.`)
  return section
}

const valueAt = (rows: Row[], key: string, column: string): CellValue | undefined =>
  rows.find((row) => row.key === key)?.cells[column]?.value

const total = (rows: Raw[], column: string): bigint =>
  rows.reduce((sum, row) => sum + BigInt(String(row[column])), 0n)

function passes(order: Raw, { country, currency, gateway, storefront }: ReportInput): boolean {
  return (
    (!country || order.shipping_country === country) &&
    (!currency || order.currency === currency) &&
    (!gateway || order.gateway === gateway) &&
    (!storefront || order.storefront_id === storefront)
  )
}

const isWithin = (at: unknown, { start, end }: Span) => (at as Date) >= start && (at as Date) < end

/** Whether the local date of a time is in the requested range. */
function isLocalDay(at: unknown, { from, to, timeZone }: ReportInput): boolean {
  const parts = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const day = new Intl.DateTimeFormat('en-CA', parts).format(at as Date)
  return day >= from && day <= to
}
