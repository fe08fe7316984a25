'use client'

import { useQueryStates } from 'nuqs'
import { BreakerBar } from '@/components/breakers/breaker-bar'
import { BulkJobs } from '@/components/bulk/bulk-jobs'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { ItemPane } from '../item/item-pane'
import { OpenItem, useOpenItem } from '../item/open-item'
import classes from './inbox.module.css'
import { InboxGroups } from './inbox-groups'
import { InboxHead } from './inbox-head'
import { InboxList } from './inbox-list'
import { FIRST_PAGE, INBOX_URL, type InboxActions, NO_FILTERS } from './inbox-url'

/**
 * Renders the exception inbox. Wide screens show the groups, the rows of one group and one exception
 * side by side; narrow screens show one at a time. The URL holds the state.
 */
export function Inbox() {
  useRowKeys()
  const [state, setState] = useQueryStates(INBOX_URL)
  const actions: InboxActions = {
    onChange: (change) => void setState(change),
    onPageChange: (page) =>
      void setState({ ...FIRST_PAGE, ...page }, { history: 'push', scroll: true }),
    onClear: () => void setState({ ...NO_FILTERS, ...FIRST_PAGE, tab: null }),
  }
  const items = useOpenItem(state, {
    onItem: (item) => void setState({ item }, { history: 'push', scroll: false }),
    onCollapse: () => void setState({ open: null }),
  })
  return (
    <div className={classes.page} data-item={state.item !== null || undefined}>
      <InboxHead
        state={state}
        onTab={(tab) => void setState({ tab, ...FIRST_PAGE }, { history: 'push', scroll: true })}
        onFilter={(change) => void setState({ ...change, ...FIRST_PAGE })}
      />
      <BreakerBar />
      <BulkJobs />
      <OpenItem value={items}>
        <div className={classes.panes}>
          <div className={classes.list} data-flat={!state.grouped || undefined}>
            {state.grouped ? (
              <InboxGroups state={state} actions={actions} />
            ) : (
              <InboxList state={state} actions={actions} />
            )}
          </div>
          <ItemPane exceptionId={state.item} onClose={items.close} />
        </div>
      </OpenItem>
    </div>
  )
}
