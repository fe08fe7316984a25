import { sql } from 'drizzle-orm'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { PAYMENTS_LABELS } from '@/domain/reports/labels/payments-labels'
import type { Section } from '@/domain/reports/report-model'
import { conditions } from '../conditions'
import { sumRowsBy } from '../raw-sums'
import type { SumRow } from '../read-topic'
import { money } from '../sections/measures'
import { filterConditions, type ReportContext, wholeSpans } from '../sections/report-context'
import { tableSection } from '../sections/sections'
import { groupRows, sumIn } from '../sections/tallies'

const { columns } = PAYMENTS_LABELS

/** Columns by the kinds of ledger entries they sum. */
const ENTRY_KINDS = [
  ['issued', ['issued', 'credited']],
  ['redeemed', ['redeemed']],
  ['reversed', ['reversed']],
  ['voided', ['voided']],
] as const

/** Returns gift card movements in the range and the balance outstanding at its end. */
export async function giftCardLiability(context: ReportContext): Promise<Section> {
  const entries = await sumRowsBy(context, {
    set: 'gift_card_entries',
    by: ['kind', 'currency'],
    sums: ['amount'],
    where: {},
  })
  const balances = await Promise.all(
    wholeSpans(context).map(({ end }, span) => outstandingAt(context, end, span)),
  )
  const rows = [
    ...entries.map((row) => ({
      ...row,
      n: 0,
      sums: { [row.by.kind ?? '']: row.sums.amount ?? 0n },
    })),
    ...balances.flat(),
  ]
  const movements = ENTRY_KINDS.map(([key, kinds]) =>
    money(key, columns[key], {
      compute: (tally) => kinds.reduce((sum, kind) => sum + sumIn(tally, kind), 0n),
      drill: { set: 'gift_card_entries', where: { kind: kinds.join('|') } },
    }),
  )
  return tableSection(context, {
    ...sectionText(PAYMENTS_LABELS, 'gift-cards'),
    dimensions: [{ key: 'currency', ...columns.currency }],
    measures: [...movements, money('outstanding', columns.outstanding)],
    groups: groupRows(rows, ['currency']),
  })
}

async function outstandingAt(context: ReportContext, end: Date, span: number): Promise<SumRow[]> {
  const where = conditions({ dimensions: [] }, filterConditions(context))
  const rows: Iterable<Record<string, unknown>> = await context.tx.execute(sql`
    select t.currency, sum(t.amount)::text as amount from report_gift_card_facts t
    where t.at < ${end.toISOString()}::timestamptz ${where} group by 1`)
  return [...rows].map((row) => ({
    span,
    by: { currency: String(row.currency) },
    n: 0,
    sums: { outstanding: BigInt(String(row.amount)) },
  }))
}
