'use client'

import { useQueryStates } from 'nuqs'
import { BreakerBar } from '@/components/breakers/breaker-bar'
import { BulkJobs } from '@/components/bulk/bulk-jobs'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import classes from './inbox.module.css'
import { InboxGroups } from './inbox-groups'
import { InboxHead } from './inbox-head'
import { InboxList } from './inbox-list'
import { FIRST_PAGE, INBOX_URL, type InboxState, NO_FILTER } from './inbox-url'

/** What the list and the groups tell the page. */
export type InboxMoves = {
  onChange: (change: Partial<{ [Name in keyof InboxState]: InboxState[Name] | null }>) => void
  onTurn: (page: Pick<InboxState, 'after' | 'before'>) => void
  onClear: () => void
}

/** The exception inbox: tabs, filters, groups or a flat list. Its state stands in the address. */
export function Inbox() {
  useRowKeys()
  const [state, setState] = useQueryStates(INBOX_URL)
  const moves: InboxMoves = {
    onChange: (change) => void setState(change),
    onTurn: (page) => void setState({ ...page, open: null }, { history: 'push', scroll: true }),
    onClear: () => void setState({ ...NO_FILTER, ...FIRST_PAGE, tab: null }),
  }
  return (
    <div className={classes.page}>
      <InboxHead
        state={state}
        onTab={(tab) => void setState({ tab, ...FIRST_PAGE }, { history: 'push', scroll: true })}
        onFilter={(change) => void setState({ ...change, ...FIRST_PAGE })}
      />
      <BreakerBar />
      <BulkJobs />
      {state.grouped ? (
        <InboxGroups state={state} moves={moves} />
      ) : (
        <InboxList state={state} moves={moves} />
      )}
    </div>
  )
}
