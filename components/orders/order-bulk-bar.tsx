'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from '@/components/bulk/bulk-bar.module.css'
import { BULK_LABELS } from '@/components/bulk/bulk-labels'
import type { Selection } from '@/components/bulk/use-selection'
import { useReasonAgainst } from '@/components/shell/viewer'
import { ORDER_BULK_KINDS, type OrderBulkKind } from '@/domain/bulk/bulk-jobs'
import { MAX_SELECTED } from '@/domain/bulk/selection'
import { exportOrders } from './export-orders'
import { OrderBulkDialog } from './order-bulk-dialog'
import { type OrderListState, orderFilterOf } from './order-list-url'

type Props = { state: OrderListState; selection: Selection }

/** What can be done to the orders that were chosen, or to everything that the filter shows. */
export function OrderBulkBar({ state, selection }: Props) {
  const [kind, setKind] = useState<OrderBulkKind>()
  const [everythingOf, setEverythingOf] = useState<string>()
  const all = orderFilterOf(state)
  // Everything was meant of one filter: another one asks for it anew.
  const isEverything = everythingOf === JSON.stringify(all)
  const count = selection.ids.length
  const tooMany =
    !isEverything && count > MAX_SELECTED
      ? `At most ${MAX_SELECTED} orders are chosen by hand: choose everything that matches.`
      : undefined
  const bulkReason = useReasonAgainst('orders.bulk') ?? tooMany
  const exportReason = useReasonAgainst('orders.export') ?? tooMany
  if (count === 0) return null
  const filter = isEverything ? all : { ids: [...selection.ids] }
  const clear = () => {
    selection.clear()
    setEverythingOf(undefined)
  }
  return (
    <section className={classes.bar} aria-label="Act on many" data-chosen>
      <span className={classes.what} role="status">
        {isEverything ? 'Everything that matches is chosen' : `${count} chosen`}
        {!isEverything && (
          <Button variant="subtle" onClick={() => setEverythingOf(JSON.stringify(all))}>
            Choose everything that matches
          </Button>
        )}
      </span>
      {ORDER_BULK_KINDS.map((each) => (
        <ReasonedButton
          key={each}
          variant="default"
          reasonAgainst={bulkReason}
          onClick={() => setKind(each)}
        >
          {BULK_LABELS[each].verb} …
        </ReasonedButton>
      ))}
      <ReasonedButton
        variant="default"
        reasonAgainst={exportReason}
        onClick={() => exportOrders(filter)}
      >
        Export chosen
      </ReasonedButton>
      <Button variant="subtle" onClick={clear}>
        Clear
      </Button>
      {kind && (
        <OrderBulkDialog
          kind={kind}
          filter={filter}
          onClose={() => setKind(undefined)}
          onStarted={() => {
            setKind(undefined)
            clear()
          }}
        />
      )}
    </section>
  )
}
