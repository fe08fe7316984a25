'use client'

import { Checkbox } from '@mantine/core'
import { createContext, type ReactNode, useContext } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import type { Column } from '@/components/data-table/data-table'
import type { OrderRow } from './order-columns'

type RowSelection = { selection: Selection; shown: readonly string[] }

const RowSelectionContext = createContext<RowSelection | undefined>(undefined)

/** Provides the selection to the row checkboxes by context, so that the column definition stays constant. */
export function RowSelectionProvider({
  children,
  ...value
}: RowSelection & { children: ReactNode }) {
  return <RowSelectionContext value={value}>{children}</RowSelectionContext>
}

function useRowSelection(): RowSelection {
  const rowSelection = useContext(RowSelectionContext)
  if (!rowSelection) throw new Error('useRowSelection requires a RowSelectionProvider.')
  return rowSelection
}

/** The checkbox column in front of each row. */
export const SELECT_COLUMN: Column<OrderRow> = {
  id: 'select',
  header: () => <SelectAllCheckbox />,
  cell: ({ row: { original: order } }) => <SelectCheckbox order={order} />,
}

function SelectCheckbox({ order: { id, name } }: { order: OrderRow }) {
  const { selection, shown } = useRowSelection()
  return (
    <Checkbox
      size="xs"
      aria-label={`Select ${name}`}
      checked={selection.has(id)}
      onChange={({ nativeEvent }) =>
        nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
          ? selection.extendTo(id, shown)
          : selection.toggle(id)
      }
    />
  )
}

function SelectAllCheckbox() {
  const { selection, shown } = useRowSelection()
  const selectedCount = shown.filter(selection.has).length
  const isAll = selectedCount > 0 && selectedCount === shown.length
  return (
    <Checkbox
      size="xs"
      aria-label="Select all on this page"
      checked={isAll}
      indeterminate={selectedCount > 0 && !isAll}
      onChange={() => (isAll ? selection.remove(shown) : selection.add(shown))}
    />
  )
}
