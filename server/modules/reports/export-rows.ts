import { getDb } from '@/db/client'
import { type DrillCursor, type DrillRow, listDrillRows } from '@/db/queries/reports/drill-rows'
import { DRILL_FACTS } from '@/db/queries/reports/drill-sets'
import type { RecordedEvent } from '@/domain/events/define-event'
import { reportRowsExported, reportRowsExportStarted } from '@/domain/events/report-events'
import { formatAmount } from '@/domain/money/money'
import { DRILL_PERMISSIONS, type Drill } from '@/domain/reports/report-drill'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { type ExportFormat, type FileShape, filePieces } from './file-pieces'

const ROWS_AT_ONCE = 1000

/**
 * The rows behind a number as the pieces of a file, newest first. Only a page of them is held at a
 * time. Written to the audit log when it begins and, with the number of rows, when it ends.
 * @throws AppError forbidden, before anything is written
 */
export async function exportRows(
  { drill, format }: { drill: Drill; format: ExportFormat },
  context: CommandContext,
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people export reports.')
  const refusal =
    reasonAgainst(actor.role, 'reports.export') ??
    reasonAgainst(actor.role, DRILL_PERMISSIONS[drill.set])
  if (refusal) throw new AppError('forbidden', refusal)
  await record(reportRowsExportStarted({ exportId: context.requestId, drill, format }), context)
  return filePieces(format, shapeOf(drill), readPages(drill, context))
}

async function* readPages(drill: Drill, context: CommandContext) {
  let rows = 0
  let isWhole = false
  try {
    let after: DrillCursor | undefined
    do {
      const page = await listDrillRows(getDb(), drill, { after, limit: ROWS_AT_ONCE })
      rows += page.rows.length
      yield page.rows
      after = page.next
    } while (after)
    isWhole = true
  } finally {
    const exportId = context.requestId
    await record(reportRowsExported({ exportId, set: drill.set, rows, isWhole }), context)
  }
}

/** The columns of a set: what every row has, then the set's own words, amounts and counts. */
function shapeOf({ set }: Drill): FileShape<DrillRow> {
  const { dimensions, words, amounts, counts } = DRILL_FACTS[set]
  const texts = [...dimensions, ...words]
  return {
    csv: {
      names: ['At (UTC)', 'Order', 'Country', 'Currency', 'Shop currency', 'Gateway'].concat(
        [...texts, ...amounts, ...counts].map(heading),
      ),
      cellsOf: (row) => [
        row.at.toISOString(),
        row.orderName ?? '',
        row.country,
        row.currency,
        row.shopCurrency,
        row.gateway,
        ...texts.map((name) => row.words[name] ?? ''),
        ...amounts.map((name) => amountCell(row, name)),
        ...counts.map((name) => row.counts[name] ?? 0),
      ],
    },
    parquet: {
      columns: [
        { name: 'id', type: 'text' },
        { name: 'at', type: 'time' },
        ...[...FIXED, ...texts].map((name) => ({ name, type: 'text' as const })),
        ...amounts.map((name) => ({ name: `${name}_minor`, type: 'whole' as const })),
        ...counts.map((name) => ({ name, type: 'number' as const })),
      ],
      valuesOf: (row) => [
        row.id,
        row.at,
        ...[row.orderId, row.orderName, row.storefrontId, row.country, row.currency],
        ...[row.shopCurrency, row.gateway],
        ...texts.map((name) => row.words[name] ?? null),
        ...amounts.map((name) => row.amounts[name] ?? null),
        ...counts.map((name) => row.counts[name] ?? null),
      ],
    },
  }
}

const FIXED = [
  'order_id',
  'order_name',
  'storefront_id',
  'country',
  'currency',
  'shop_currency',
  'gateway',
]

/** "tax_added_shop" as people read it. */
function heading(name: string): string {
  const words = name.replace(/_shop$/, ' in shop currency').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A row that no currency belongs to has no amounts either. */
function amountCell({ amounts, currency, shopCurrency }: DrillRow, name: string) {
  const code = name.endsWith('_shop') ? shopCurrency : currency
  const minor = amounts[name]
  return code && minor !== undefined ? { decimal: formatAmount(minor, code) } : ''
}

function record(event: RecordedEvent, context: CommandContext): Promise<void> {
  return runInTransaction(context, async (uow) => uow.record(event))
}
