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

const PAGE_SIZE = 1000

/**
 * Streams the rows behind a number as a file, newest first, holding one page of rows in memory.
 * Audited when the export starts and again, with the number of rows, when it ends.
 * @throws AppError forbidden, before anything is written
 */
export async function exportRows(
  { drill, format }: { drill: Drill; format: ExportFormat },
  context: CommandContext,
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  const refusal =
    reasonAgainst(actor.role, 'reports.export') ??
    reasonAgainst(actor.role, DRILL_PERMISSIONS[drill.set])
  if (refusal) throw new AppError('forbidden', refusal)
  await record(reportRowsExportStarted({ exportId: context.requestId, drill, format }), context)
  return filePieces(format, shapeOf(drill), readPages(drill, context))
}

async function* readPages(drill: Drill, context: CommandContext) {
  let rows = 0
  let isComplete = false
  try {
    let after: DrillCursor | undefined
    do {
      const page = await listDrillRows(getDb(), drill, { after, limit: PAGE_SIZE })
      rows += page.rows.length
      yield page.rows
      after = page.next
    } while (after)
    isComplete = true
  } finally {
    const exportId = context.requestId
    await record(
      reportRowsExported({ exportId, set: drill.set, rows, isWhole: isComplete }),
      context,
    )
  }
}

/** Returns the columns of a set: the common ones, then its texts, amounts and counts. */
function shapeOf({ set }: Drill): FileShape<DrillRow> {
  const { dimensions, amounts, counts, ...facts } = DRILL_FACTS[set]
  const texts = [...dimensions, ...facts.texts]
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
        ...texts.map((name) => row.texts[name] ?? ''),
        ...amounts.map((name) => amountCell(row, name)),
        ...counts.map((name) => row.counts[name] ?? 0),
      ],
    },
    parquet: {
      columns: [
        { name: 'id', type: 'text' },
        { name: 'at', type: 'time' },
        ...[...COMMON_TEXTS, ...texts].map((name) => ({ name, type: 'text' as const })),
        ...amounts.map((name) => ({ name: `${name}_minor`, type: 'whole' as const })),
        ...counts.map((name) => ({ name, type: 'number' as const })),
      ],
      valuesOf: (row) => [
        row.id,
        row.at,
        ...[row.orderId, row.orderName, row.storefrontId, row.country, row.currency],
        ...[row.shopCurrency, row.gateway],
        ...texts.map((name) => row.texts[name] ?? null),
        ...amounts.map((name) => row.amounts[name] ?? null),
        ...counts.map((name) => row.counts[name] ?? null),
      ],
    },
  }
}

const COMMON_TEXTS = [
  'order_id',
  'order_name',
  'storefront_id',
  'country',
  'currency',
  'shop_currency',
  'gateway',
]

/** "tax_added_shop" is "Tax added in shop currency". */
function heading(name: string): string {
  const words = name.replace(/_shop$/, ' in shop currency').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Returns an empty cell for a row without a currency, which has no amounts. */
function amountCell({ amounts, currency, shopCurrency }: DrillRow, name: string) {
  const code = name.endsWith('_shop') ? shopCurrency : currency
  const minor = amounts[name]
  return code && minor !== undefined ? { decimal: formatAmount(minor, code) } : ''
}

function record(event: RecordedEvent, context: CommandContext): Promise<void> {
  return runInTransaction(context, async (uow) => uow.record(event))
}
