import { getDb } from '@/db/client'
import { listFilterChoices } from '@/db/queries/orders/order-filter-choices'
import { listOrders, type OrderListRow } from '@/db/queries/orders/order-list'
import { listColleagues } from '@/db/queries/settings/staff'
import type { RecordedEvent } from '@/domain/events/define-event'
import { ordersExported, ordersExportStarted } from '@/domain/events/order-events'
import { formatAmount } from '@/domain/money/money'
import type { OrderFilter } from '@/domain/order/order-filter'
import type { Role } from '@/domain/staff/permissions'
import { maskEmail, maskName, seesPersonalData } from '@/domain/staff/personal-data'
import { BYTE_ORDER_MARK, type CsvCell, csvLine } from '@/domain/text/csv'
import type { OrderCursor } from '@/paths/list-cursor'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const PAGE_ROWS = 500

const COLUMNS = [
  'Order',
  'Placed (UTC)',
  'Customer',
  'Email',
  'Status',
  'Payment',
  'Fulfillment',
  'Items',
  'Total',
  'Currency',
  'Total in shop currency',
  'Shop currency',
  'Country',
  'Tags',
  'Assigned to',
  'Storefront',
  'Test order',
]

/**
 * Returns the orders of a filter as chunks of a CSV file, in list order. Holds one page in memory
 * and no database connection between pages. Audited at its start and, with the number of rows, when
 * it ends or is cut off.
 * @throws AppError forbidden, before the first chunk
 */
export async function exportOrders(
  filter: OrderFilter,
  context: CommandContext,
): Promise<AsyncGenerator<string, void, void>> {
  const person = requirePerson(context.actor, 'orders.export')
  await record(ordersExportStarted({ exportId: context.requestId, filter }), context)
  return writeFile(filter, person.role, context)
}

async function* writeFile(
  filter: OrderFilter,
  role: Role,
  context: CommandContext,
): AsyncGenerator<string, void, void> {
  let rows = 0
  let isWhole = false
  try {
    const names = await readNames()
    yield BYTE_ORDER_MARK + csvLine(COLUMNS)
    let at: OrderCursor | undefined
    do {
      const cursor = at && { direction: 'after' as const, at }
      const page = await listOrders({ ...filter, cursor, limit: PAGE_ROWS })
      rows += page.rows.length
      if (page.rows.length > 0)
        yield page.rows.map((row) => csvLine(cellsOf(row, role, names))).join('')
      at = page.next
    } while (at)
    isWhole = true
  } finally {
    await record(ordersExported({ exportId: context.requestId, rows, isWhole }), context)
  }
}

function cellsOf(row: OrderListRow, role: Role, names: ReadonlyMap<string, string>): CsvCell[] {
  const isOpen = seesPersonalData(role)
  return [
    row.name,
    row.placedAt.toISOString(),
    isOpen ? row.customerName : maskName(row.customerName),
    (isOpen ? row.email : maskEmail(row.email)) ?? '',
    row.status,
    row.paymentStatus,
    row.fulfillmentStatus,
    row.itemCount,
    { decimal: formatAmount(row.totalMinor, row.currency) },
    row.currency,
    { decimal: formatAmount(row.totalShopMinor, row.shopCurrency) },
    row.shopCurrency,
    row.country,
    row.tags.join(', '),
    names.get(row.assigneeId ?? '') ?? '',
    names.get(row.storefrontId) ?? '',
    row.isTest ? 'yes' : 'no',
  ]
}

/** Returns the names of staff members and storefronts by id. */
async function readNames(): Promise<ReadonlyMap<string, string>> {
  const [{ storefronts }, people] = await Promise.all([
    listFilterChoices(),
    listColleagues(getDb()),
  ])
  return new Map([...storefronts, ...people].map(({ id, name }) => [id, name]))
}

function record(event: RecordedEvent, context: CommandContext): Promise<void> {
  return runInTransaction(context, async (uow) => uow.record(event))
}
