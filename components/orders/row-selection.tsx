'use client'

import { Checkbox } from '@mantine/core'
import { createContext, type ReactNode, useContext } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import type { Column } from '@/components/data-table/data-table'
import type { OrderRow } from './order-columns'

type Choosing = { selection: Selection; shown: readonly string[] }

const ChoosingContext = createContext<Choosing | undefined>(undefined)

/** Lets the boxes of the rows know what is chosen, so that they stay the same boxes meanwhile. */
export function RowSelectionProvider({ children, ...value }: Choosing & { children: ReactNode }) {
  return <ChoosingContext value={value}>{children}</ChoosingContext>
}

function useChoosing(): Choosing {
  const choosing = useContext(ChoosingContext)
  if (!choosing) throw new Error('useChoosing is for tables inside a RowSelectionProvider.')
  return choosing
}

/** The box in front of each row. */
export const SELECT_COLUMN: Column<OrderRow> = {
  id: 'select',
  header: () => <ChooseAll />,
  cell: ({ row: { original: order } }) => <Choose order={order} />,
}

function Choose({ order: { id, name } }: { order: OrderRow }) {
  const { selection, shown } = useChoosing()
  return (
    <Checkbox
      size="xs"
      aria-label={`Choose ${name}`}
      checked={selection.has(id)}
      onChange={({ nativeEvent }) =>
        nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
          ? selection.extendTo(id, shown)
          : selection.toggle(id)
      }
    />
  )
}

function ChooseAll() {
  const { selection, shown } = useChoosing()
  const chosen = shown.filter(selection.has).length
  const isAll = chosen > 0 && chosen === shown.length
  return (
    <Checkbox
      size="xs"
      aria-label="Choose all that are shown"
      checked={isAll}
      indeterminate={chosen > 0 && !isAll}
      onChange={() => (isAll ? selection.remove(shown) : selection.add(shown))}
    />
  )
}
