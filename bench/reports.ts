import type postgres from 'postgres'
import { REPORT_PAGES, type ReportPage } from '../domain/reports/report-pages'
import type { Caller } from '../e2e/support/session'
import { type Entry, latency, timeEach } from './measure'

const SAMPLES = 30
const FLOOR_SAMPLES = 3
const DAY_MS = 86_400_000

/** 90 days by day compared with the 90 days before, and two years by week. */
const RANGES = [
  { name: '90d', days: 90, granularity: 'day', compare: 'previous' },
  { name: '2y', days: 730, granularity: 'week', compare: 'none' },
] as const

export const REPORT_ENTRIES = REPORT_PAGES.flatMap((page) =>
  RANGES.map(({ name }) => `reports.${page}.${name}`),
)

/** Measures every report page as the browser requests it, compared with raw SQL on the rows. */
export async function benchReports(
  caller: Caller,
  sql: postgres.Sql,
  isWanted: (name: string) => boolean,
): Promise<Entry[]> {
  const entries: Entry[] = []
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)
  for (const page of REPORT_PAGES) {
    for (const { name, days, ...rest } of RANGES) {
      const entry = `reports.${page}.${name}`
      if (!isWanted(entry)) continue
      const input = { ...rest, from: day(days - 1), to: day(0), timeZone: 'Europe/Berlin' }
      const times = await timeEach(SAMPLES, () => caller(`reports.${page}`, input))
      const since = new Date(Date.now() - days * DAY_MS)
      const floor = await timeEach(FLOOR_SAMPLES, () =>
        sql.unsafe(FLOORS[page], [since, rest.granularity]),
      )
      entries.push(
        latency(entry, times, floor, 'the main query of the page as raw SQL on the rows'),
      )
    }
  }
  return entries
}

const point = (column: string) => `date_trunc($2::text, ${column} at time zone 'Europe/Berlin')`

/** The main query of each page on the source tables, for one range without comparison. */
const FLOORS: Record<ReportPage, string> = {
  overview: `select ${point('placed_at')}, shop_currency, count(*), sum(total_shop_minor)
    from orders where placed_at >= $1 and status <> 'canceled' group by 1, 2`,
  sales: `select ${point('placed_at')}, currency, shop_currency, shipping_country, storefront_id,
      count(*), sum(subtotal_minor), sum(discount_minor), sum(shipping_minor), sum(tax_minor),
      sum(total_minor), sum(total_shop_minor)
    from orders where placed_at >= $1 and status <> 'canceled' group by 1, 2, 3, 4, 5`,
  refunds: `select ${point('r.at')}, r.reason, r.currency, o.shop_currency, count(*),
      sum(r.total_minor), sum(r.total_shop_minor)
    from resolutions r join orders o on o.id = r.order_id
    where r.at >= $1 and r.kind = 'refund' and r.status = 'succeeded' group by 1, 2, 3, 4`,
  exceptions: `select ${point('opened_at')}, kind, stage, count(*), count(closed_at),
      percentile_disc(array[0.5, 0.9, 0.95]) within group (order by closed_at - opened_at)
    from exceptions where opened_at >= $1 group by 1, 2, 3`,
  payments: `select ${point('t.at')}, t.kind, t.status, p.gateway, p.kind, t.error_code, p.currency,
      count(*), sum(t.amount_minor)
    from payment_transactions t join payments p on p.id = t.payment_id
    where t.at >= $1 group by 1, 2, 3, 4, 5, 6, 7`,
  fulfillment: `select $2::text, s.carrier, o.shipping_country, count(*),
      percentile_disc(array[0.5, 0.9, 0.95]) within group (order by s.delivered_at - s.shipped_at)
    from shipments s join orders o on o.id = s.order_id where s.shipped_at >= $1 group by 1, 2, 3`,
  team: `select $2::text, last_touched_by_id, count(*),
      percentile_disc(array[0.5, 0.9, 0.95]) within group (order by closed_at - opened_at)
    from exceptions where closed_at >= $1 group by 1, 2`,
  pipeline: `select $2::text, step, count(*), sum(attempts),
      percentile_disc(array[0.5, 0.9, 0.95]) within group (order by finished_at - started_at)
    from order_steps where finished_at >= $1 group by 1, 2`,
  tax: `select ${point('o.placed_at')}, o.shipping_country, t.title, t.rate, o.currency,
      count(*), sum(t.amount_minor)
    from orders o join order_tax_lines t on t.order_id = o.id
    where o.placed_at >= $1 group by 1, 2, 3, 4, 5`,
}
