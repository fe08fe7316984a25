'use client'

import { useQueryStates } from 'nuqs'
import { BulkJobs } from '@/components/bulk/bulk-jobs'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { OrderFilters } from './filters/order-filters'
import classes from './order-list.module.css'
import { NO_FILTERS, ORDER_LIST_URL } from './order-list-url'
import type { ListPosition } from './order-pages'
import { OrderRows } from './order-rows'

/** The orders page: views, search, filters, rows and pages. All state is in the URL. */
export function OrderList({ isSandbox }: { isSandbox: boolean }) {
  useRowKeys()
  const [state, setState] = useQueryStates(ORDER_LIST_URL)
  const start = { after: null, before: null }
  const clear = () => void setState({ ...NO_FILTERS, ...start, q: null, view: null })
  const turn = (page: ListPosition) => void setState(page, { history: 'push', scroll: true })
  return (
    <div className={classes.page}>
      <OrderFilters
        state={state}
        onChange={(change) => {
          const options = 'view' in change ? ({ history: 'push', scroll: true } as const) : {}
          void setState('columns' in change ? change : { ...change, ...start }, options)
        }}
      />
      <BulkJobs />
      <OrderRows
        state={state}
        isSandbox={isSandbox}
        onClear={clear}
        onTurn={turn}
        onScrolled={(position) => void setState(position)}
      />
    </div>
  )
}
