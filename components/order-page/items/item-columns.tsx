import type { Column } from '@/components/data-table/data-table'
import { Money } from '@/components/money/money'
import { StatusBadge } from '@/components/status/status-badge'
import type { Line, Order } from '../order-data'
import { useOrderData } from '../order-data-context'
import { ItemName } from './item-name'
import { LinePaid } from './line-paid'
import { lineState } from './line-state'

type Cell = { row: { original: Line } }
type AmountKey = 'unitPrice' | 'discount' | 'tax'

/** The order fields the columns depend on. Cells read the rest from `useOrderData`. */
type ColumnInput = Pick<Order, 'currency' | 'shopCurrency' | 'taxesIncluded'>

/** Returns the columns of the item table, in the presentment and the shop currency. */
export function itemColumns({
  currency,
  shopCurrency,
  taxesIncluded,
}: ColumnInput): Column<Line>[] {
  const amount = (line: Line, key: AmountKey, sign = 1n) => (
    <Money
      minor={sign * line[`${key}Minor`]}
      currency={currency}
      shop={{ minor: sign * line[`${key}ShopMinor`], currency: shopCurrency }}
    />
  )
  return [
    { id: 'item', header: 'Item', cell: ({ row }: Cell) => <ItemName line={row.original} /> },
    { id: 'quantity', header: 'Qty', cell: ({ row }: Cell) => row.original.quantity },
    { id: 'price', header: 'Price', cell: ({ row }: Cell) => amount(row.original, 'unitPrice') },
    {
      id: 'discount',
      header: 'Discount',
      cell: ({ row: { original: line } }: Cell) =>
        line.discountMinor === 0n ? '–' : amount(line, 'discount', -1n),
    },
    {
      id: 'tax',
      header: taxesIncluded ? 'Incl. tax' : 'Tax',
      cell: ({ row }: Cell) => amount(row.original, 'tax'),
    },
    {
      id: 'paid',
      header: 'Paid',
      cell: ({ row }: Cell) => <LinePaid line={row.original} />,
    },
    {
      id: 'state',
      header: 'Status',
      cell: ({ row }: Cell) => <LineState line={row.original} />,
    },
  ]
}

function LineState({ line }: { line: Line }) {
  return <StatusBadge status={lineState(line, useOrderData())} />
}
