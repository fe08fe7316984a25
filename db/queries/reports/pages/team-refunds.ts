import type { Executor } from '@/db/client'
import { listRefundLimits } from '@/db/queries/money/refund-limits'
import type { StaffId } from '@/domain/ids'
import type { RefundLimits } from '@/domain/refund/refund-limits'
import { standardLimits } from '@/domain/refund/standard-limits'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { TEAM_LABELS } from '@/domain/reports/labels/team-labels'
import type { Column, Row, Section } from '@/domain/reports/report-model'
import type { Role } from '@/domain/staff/permissions'
import type { SumRow } from '../read-topic'
import { count, type Measure, money } from '../sections/measures'
import { findStaffRoles } from '../sections/names'
import { type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { REFUNDED } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import { countIn, type Group, groupRows, largestFirst } from '../sections/tallies'

const { columns } = TEAM_LABELS

const REQUESTED = { basis: 'refund', source: 'person' }
const drillTo = (where: Record<string, string>) => ({ set: 'refunds' as const, where })

const MEASURES: Measure[] = [
  count('asked', columns.requested, { compute: countIn('asked'), drill: drillTo(REQUESTED) }),
  count('made', columns.refundsMade, {
    compute: countIn('made'),
    drill: drillTo({ ...REFUNDED, source: 'person' }),
  }),
  money('total_shop', columns.refunded, { drill: drillTo({ ...REFUNDED, source: 'person' }) }),
  count('above', columns.aboveLimit, {
    compute: countIn('above'),
    drill: drillTo({ ...REQUESTED, approval: 'waiting|approved|rejected|expired' }),
  }),
  count('rejected', columns.rejected, {
    compute: countIn('rejected'),
    drill: drillTo({ ...REQUESTED, approval: 'rejected' }),
  }),
]

/** Returns refunds and reshipments by the staff member who requested them, with their limits. */
export async function refundsByPerson(
  context: ReportContext,
  nameOf: (staffId: StaffId) => string,
): Promise<Section> {
  const rows = await sumTopic(context, {
    topic: 'refunds',
    spans: wholeSpans(context),
    by: ['person', 'kind', 'status', 'approval', 'shop_currency'],
    sums: ['total_shop'],
    where: REQUESTED,
  })
  const byPerson = groupRows(rows.map(requestCounters), ['person', 'shop_currency'])
  const groups = largestFirst(byPerson, countIn('asked'))
  const section = tableSection(context, {
    ...sectionText(TEAM_LABELS, 'refunds'),
    dimensions: [{ key: 'person', ...columns.person }],
    valueLabels: { person: nameOf },
    measures: MEASURES,
    groups,
  })
  return withLimits(context.tx, section, groups)
}

function requestCounters(row: SumRow): SumRow {
  const { kind, status, approval } = row.by
  const n = BigInt(row.n)
  const isRefunded = kind === 'refund' && status === 'succeeded'
  return {
    ...row,
    sums: {
      asked: n,
      made: isRefunded ? n : 0n,
      total_shop: isRefunded ? (row.sums.total_shop ?? 0n) : 0n,
      above: approval === 'none' ? 0n : n,
      rejected: approval === 'rejected' ? n : 0n,
    },
  }
}

const LIMITS = [
  { key: 'limit:perRefund', text: columns.limitPerRefund, limit: 'perRefund' },
  { key: 'limit:perPerson24Hours', text: columns.limitPerDay, limit: 'perPerson24Hours' },
] as const

/** Adds the refund limits of each person's current role in the currency of the row. */
async function withLimits(tx: Executor, section: Section, groups: Group[]): Promise<Section> {
  const roles = await findStaffRoles(tx)
  const cache = new Map<string, RefundLimits>()
  const rows: Row[] = []
  for (const [i, row] of section.rows.entries()) {
    const { person = '', shop_currency: currency = '' } = groups[i]?.by ?? {}
    const role = roles.get(person)
    const limits = role && currency ? await getLimits(tx, role, currency, cache) : undefined
    const cells = limits
      ? LIMITS.map(({ key, limit }) => [key, { value: limits[limit], currency }] as const)
      : []
    rows.push({ ...row, cells: { ...row.cells, ...Object.fromEntries(cells) } })
  }
  const limitColumns = LIMITS.map(({ key, text }): Column => ({ key, ...text, unit: 'money' }))
  return { ...section, columns: [...section.columns, ...limitColumns], rows }
}

async function getLimits(
  tx: Executor,
  role: Role,
  currency: string,
  cache: Map<string, RefundLimits>,
): Promise<RefundLimits> {
  const key = `${role}~${currency}`
  const cached = cache.get(key)
  if (cached) return cached
  const [version] = await listRefundLimits(tx, role, currency, 1)
  const limits = version?.limits ?? standardLimits(role, currency)
  cache.set(key, limits)
  return limits
}
