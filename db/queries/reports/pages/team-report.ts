import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { listRefundLimits } from '@/db/queries/money/refund-limits'
import type { RefundLimits } from '@/domain/refund/refund-limits'
import { standardLimits } from '@/domain/refund/standard-limits'
import type { Column, Row, Section } from '@/domain/reports/report-model'
import type { Role } from '@/domain/staff/permissions'
import { readRowsBy } from '../raw-sums'
import { conditions, type SumRow } from '../read-topic'
import { findStaffNames, findStaffRoles } from './names'
import { withPercentiles } from './percentiles'
import {
  filterOf,
  type Group,
  groupRows,
  type Question,
  read,
  sumIn,
  type Tally,
  wholeSpans,
} from './question'
import { count, largestFirst, money, tableOf } from './sections'

const HANDLED = { basis: 'closed' } as const
const MADE = { basis: 'refund', kind: 'refund', status: 'succeeded' } as const

/** Who handles what, how long it takes, and what people give back. */
export async function teamSections(question: Question): Promise<Section[]> {
  const names = await findStaffNames(question.tx)
  const word = (id: string) => names.get(id) ?? 'Somebody who left'
  return [await handled(question, word), await refunds(question, word)]
}

async function handled(question: Question, word: (id: string) => string): Promise<Section> {
  const closed = await readRowsBy(question, {
    set: 'exceptions',
    by: ['person', 'recurred', 'outcome', 'bin'],
    sums: [],
    where: HANDLED,
  })
  const byPeople = closed
    .filter(({ by }) => by.person !== '')
    .map((row): SumRow => ({ ...row, bins: new Map([[Number(row.by.bin), row.n]]) }))
  const open = await openByPerson(question)
  const rows = [...byPeople.map(counted), ...open]
  const drill = { set: 'exceptions', where: HANDLED } as const
  const counter = (name: string) => (tally: Tally) => Number(sumIn(tally, name))
  const section = tableOf(question, {
    id: 'handled',
    title: 'Exceptions by person',
    note: 'Closed in the range, by who worked on them last. Open ones are of this moment.',
    head: [{ key: 'person', label: 'Person' }],
    words: { person: word },
    measures: [
      count('closed', 'Closed', { take: counter('closed'), drill }),
      count('returned', 'Came back', {
        take: counter('returned'),
        better: 'down',
        drill: { set: 'exceptions', where: { ...HANDLED, recurred: 'yes' } },
      }),
      count('open', 'Open now', { take: counter('open') }),
    ],
    groups: largestFirst(groupRows(rows, ['person']), counter('closed')),
  })
  return withPercentiles(question, section, 'resolve', 'To the resolution', ({ key }) =>
    byPeople.filter(({ by }) => by.person === key && by.outcome === 'resolved'),
  )
}

function counted(row: SumRow): SumRow {
  const n = BigInt(row.n)
  return { ...row, sums: { closed: n, returned: row.by.recurred === 'yes' ? n : 0n } }
}

async function openByPerson(question: Question): Promise<SumRow[]> {
  const where = conditions({ dimensions: [] }, filterOf(question))
  const rows: Iterable<Record<string, unknown>> = await question.tx.execute(sql`
    select t.assignee_id::text as person, count(*)::float8 as n from exceptions t
    where t.status not in ('resolved', 'ignored') and t.assignee_id is not null ${where}
    group by 1`)
  // Of this moment, in the range and in its comparison alike.
  return [...rows].flatMap((row) =>
    wholeSpans(question).map((_, span) => ({
      span,
      by: { person: String(row.person) },
      n: 0,
      sums: { open: BigInt(Number(row.n)) },
    })),
  )
}

/** Refunds by who asked for them, beside how often a second person had to decide. */
async function refunds(question: Question, word: (id: string) => string): Promise<Section> {
  const rows = await read(question, {
    topic: 'refunds',
    spans: wholeSpans(question),
    by: ['person', 'kind', 'status', 'approval', 'shop_currency'],
    sums: ['total_shop'],
    where: { basis: 'refund', source: 'person' },
  })
  const sorted = rows.map((row): SumRow => {
    const { kind, status, approval } = row.by
    const n = BigInt(row.n)
    const isMade = kind === 'refund' && status === 'succeeded'
    return {
      ...row,
      sums: {
        asked: n,
        made: isMade ? n : 0n,
        total_shop: isMade ? (row.sums.total_shop ?? 0n) : 0n,
        above: approval === 'none' ? 0n : n,
        rejected: approval === 'rejected' ? n : 0n,
      },
    }
  })
  const counter = (name: string) => (tally: Tally) => Number(sumIn(tally, name))
  const asked = { basis: 'refund', source: 'person' }
  const of = (where: Record<string, string>) => ({ set: 'refunds' as const, where })
  const groups = largestFirst(groupRows(sorted, ['person', 'shop_currency']), counter('asked'))
  const section = tableOf(question, {
    id: 'refunds',
    title: 'Refunds and reshipments by person',
    note: 'The limits are those of the role that the person has now.',
    head: [{ key: 'person', label: 'Person' }],
    words: { person: word },
    measures: [
      count('asked', 'Asked for', { take: counter('asked'), drill: of(asked) }),
      count('made', 'Refunds made', {
        take: counter('made'),
        drill: of({ ...MADE, source: 'person' }),
      }),
      money('total_shop', 'Refunded', { drill: of({ ...MADE, source: 'person' }) }),
      count('above', 'Above the limit', {
        take: counter('above'),
        drill: of({ ...asked, approval: 'waiting|approved|rejected|expired' }),
        hint: 'A second person had to decide.',
      }),
      count('rejected', 'Rejected', {
        take: counter('rejected'),
        drill: of({ ...asked, approval: 'rejected' }),
      }),
    ],
    groups,
  })
  return withLimits(question, section, groups, await findStaffRoles(question.tx))
}

const LIMITS = [
  ['limit:perRefund', 'Limit of one refund', 'perRefund'],
  ['limit:perPerson24Hours', 'Limit in 24 hours', 'perPerson24Hours'],
] as const

async function getRefundLimits(tx: Executor, role: Role, currency: string): Promise<RefundLimits> {
  const [version] = await listRefundLimits(tx, role, currency, 1)
  return version?.limits ?? standardLimits(role, currency)
}

/** How far each person may go without a second one, beside what they gave back. */
async function withLimits(
  { tx }: Question,
  section: Section,
  groups: Group[],
  roles: Map<string, Role>,
): Promise<Section> {
  const rows: Row[] = []
  const known = new Map<string, RefundLimits>()
  for (const [i, row] of section.rows.entries()) {
    const { person = '', shop_currency: currency = '' } = groups[i]?.by ?? {}
    const role = roles.get(person)
    const limits =
      role && currency
        ? (known.get(`${role}~${currency}`) ?? (await getRefundLimits(tx, role, currency)))
        : undefined
    if (limits) known.set(`${role}~${currency}`, limits)
    const cells = limits
      ? LIMITS.map(([key, , name]) => [key, { value: limits[name], currency }] as const)
      : []
    rows.push({ ...row, cells: { ...row.cells, ...Object.fromEntries(cells) } })
  }
  const columns = LIMITS.map(([key, label]): Column => ({ key, label, unit: 'money' }))
  return { ...section, columns: [...section.columns, ...columns], rows }
}
