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
import { FIRST_PAGE, INBOX_URL, type InboxMoves, NO_FILTER } from './inbox-url'

/**
 * The exception inbox: tabs and filters; on a wide screen the causes, the exceptions of one of them
 * and one exception stand side by side, elsewhere one at a time. Its state stands in the address.
 */
export function Inbox() {
  useRowKeys()
  const [state, setState] = useQueryStates(INBOX_URL)
  const moves: InboxMoves = {
    onChange: (change) => void setState(change),
    onTurn: (page) => void setState({ ...FIRST_PAGE, ...page }, { history: 'push', scroll: true }),
    onClear: () => void setState({ ...NO_FILTER, ...FIRST_PAGE, tab: null }),
  }
  const items = useOpenItem(state, {
    onItem: (item) => void setState({ item }, { history: 'push', scroll: false }),
    onFold: () => void setState({ open: null }),
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
              <InboxGroups state={state} moves={moves} />
            ) : (
              <InboxList state={state} moves={moves} />
            )}
          </div>
          <ItemPane exceptionId={state.item} onClose={items.close} />
        </div>
      </OpenItem>
    </div>
  )
}
