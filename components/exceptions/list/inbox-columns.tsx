import { Checkbox, VisuallyHidden } from '@mantine/core'
import type { inferRouterOutputs } from '@trpc/server'
import { createContext, useContext } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { Money } from '@/components/money/money'
import { EXCEPTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Tag } from '@/components/status/tag'
import { Countdown, ExactTime, Time } from '@/components/time/time'
import { exceptionDetail } from '@/domain/exception/exception-detail'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { exceptionPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { SEVERITY_LABELS } from '../exception-labels'
import { OpenItem } from '../item/open-item'
import { DueLabel } from './due-label'
import classes from './exception-table.module.css'

export type InboxRow = inferRouterOutputs<AppRouter>['exceptions']['list']['rows'][number]

type Cell = { row: { original: InboxRow } }

/** The columns of the flat list, without the selection checkbox. */
export const INBOX_COLUMNS = [
  {
    id: 'what',
    header: 'Exception',
    cell: ({ row: { original: row } }: Cell) => (
      <>
        <ItemLink row={row} />
        {!isTechnical(row) && <span className={classes.detail}>{exceptionDetail(row)}</span>}
        {row.recurredFromId && <Tag>Recurring</Tag>}
      </>
    ),
  },
  {
    id: 'subject',
    header: 'Order',
    cell: ({ row }: Cell) => <Subject row={row.original} />,
  },
  {
    id: 'severity',
    header: 'Severity',
    cell: ({ row }: Cell) => <StatusBadge status={SEVERITY_LABELS[row.original.severity]} />,
  },
  { id: 'state', header: 'Status', cell: ({ row }: Cell) => <State row={row.original} /> },
  {
    id: 'owner',
    header: 'Assignee',
    cell: ({ row: { original: row } }: Cell) =>
      row.assigneeName ?? <span className={classes.none}>Unassigned</span>,
  },
  {
    id: 'opened',
    header: 'Opened',
    cell: ({ row }: Cell) => <Time at={row.original.openedAt} />,
  },
  {
    id: 'amount',
    header: 'Amount',
    cell: ({ row: { original: row } }: Cell) =>
      row.amountMinor !== null && row.currency !== null ? (
        <Money minor={row.amountMinor} currency={row.currency} />
      ) : (
        <span className={classes.none}>–</span>
      ),
  },
] satisfies (Column<InboxRow> & { id: string; header: string })[]

/** The selection of the surrounding table. */
export const SelectedRows = createContext<Pick<Selection, 'has' | 'toggle'>>({
  has: () => false,
  toggle: () => {},
})

function SelectCheckbox({ row }: { row: InboxRow }) {
  const selected = useContext(SelectedRows)
  return (
    <Checkbox
      size="xs"
      aria-label={`Select ${row.orderName ?? 'exception'}: ${exceptionTitle(row)}`}
      checked={selected.has(row.id)}
      onChange={() => selected.toggle(row.id)}
    />
  )
}

/** The columns with a leading checkbox. A constant, so that cells do not re-render. */
export const SELECTABLE_COLUMNS: Column<InboxRow>[] = [
  {
    id: 'select',
    header: () => <VisuallyHidden>Selected</VisuallyHidden>,
    cell: ({ row }: Cell) => <SelectCheckbox row={row.original} />,
  },
  ...INBOX_COLUMNS,
]

/** Links to the exception. On wide screens it opens beside the list, otherwise on its own page. */
function ItemLink({ row }: { row: InboxRow }) {
  const { itemId, follow } = useContext(OpenItem)
  return (
    <RowLink
      href={exceptionPath(row.id)}
      isCurrent={row.id === itemId}
      onClick={(event) => follow(event, row.id)}
    >
      {exceptionTitle(row)}
    </RowLink>
  )
}

/** Renders the affected order; without an order, the webhook. */
function Subject({ row }: { row: InboxRow }) {
  if (row.orderName)
    return (
      <>
        <span className={classes.order}>{row.orderName}</span>{' '}
        <bdi>{row.customerName || 'Guest'}</bdi>
        {row.country && <span className={classes.detail}>{row.country}</span>}
      </>
    )
  return (
    <>
      {row.topic ? `Webhook ${row.topic}` : 'No order'}
      {row.shopDomain && <span className={classes.detail}>{row.shopDomain}</span>}
    </>
  )
}

/** Renders the next retry, the end of the snooze, the due date or else the status. */
function State({ row }: { row: InboxRow }) {
  if (row.status === 'retrying' && row.nextAttemptAt)
    return (
      <span className={classes.waiting}>
        Retry <Countdown to={row.nextAttemptAt} />
      </span>
    )
  if (row.status === 'waiting' && row.waitUntil)
    return (
      <span className={classes.waiting}>
        Until <ExactTime at={row.waitUntil} />
      </span>
    )
  if (row.dueAt) return <DueLabel dueAt={row.dueAt} />
  return <StatusBadge status={EXCEPTION_LABELS[row.status]} />
}
