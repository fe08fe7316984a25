import { sql } from 'drizzle-orm'
import { FULFILLMENT_LABELS } from '@/domain/reports/labels/fulfillment-labels'
import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import { sectionText } from '@/domain/reports/labels/page-labels'
import type { Section } from '@/domain/reports/report-model'
import { ordersViewPath } from '@/paths/routes'
import { orderConditions, type ReportContext } from '../sections/report-context'

const { columns } = FULFILLMENT_LABELS

/** Returns the orders on hold now, regardless of the range, by hold reason. */
export async function ordersOnHold(context: ReportContext): Promise<Section> {
  const rows: Iterable<Record<string, unknown>> = await context.tx.execute(sql`
    select coalesce(t.hold_reason, '') as reason, t.shop_currency, count(*)::float8 as n,
      sum(t.total_shop_minor)::text as total
    from orders t where t.status = 'on_hold' ${orderConditions(context)}
    group by 1, 2 order by n desc, 1, 2`)
  return {
    ...sectionText(FULFILLMENT_LABELS, 'on-hold'),
    kind: 'table',
    columns: [
      { key: 'reason', ...columns.reason, unit: 'text' },
      { key: 'orders', ...columns.orders, unit: 'count', better: 'down' },
      { key: 'value', ...columns.value, unit: 'money' },
    ],
    rows: [...rows].map((row) => ({
      key: `${row.reason}~${row.shop_currency}`,
      cells: {
        reason: { value: String(row.reason) || MISSING_LABELS.reason },
        orders: { value: Number(row.n), link: ordersViewPath('status=on_hold') },
        value: { value: BigInt(String(row.total)), currency: String(row.shop_currency) },
      },
    })),
  }
}
