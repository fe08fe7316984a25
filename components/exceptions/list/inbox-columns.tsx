import { Checkbox, VisuallyHidden } from '@mantine/core'
import type { inferRouterOutputs } from '@trpc/server'
import { createContext, useContext } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { Money } from '@/components/money/money'
import { exceptionDetail } from '@/components/order-page/items/exception-labels'
import { EXCEPTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Tag } from '@/components/status/tag'
import { Countdown, ExactTime, Time } from '@/components/time/time'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { exceptionPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { SEVERITY_LABELS } from '../exception-labels'
import { OpenItem } from '../item/open-item'
import { DueLabels } from './due-label'
import classes from './inbox.module.css'

export type InboxRow = inferRouterOutputs<AppRouter>['exceptions']['list']['rows'][number]

type Cell = { row: { original: InboxRow } }

/** The columns of the flat list, without the one to choose rows by. */
export const INBOX_COLUMNS = [
  {
    id: 'what',
    header: 'What happened',
    cell: ({ row: { original: row } }: Cell) => (
      <>
        <ItemLink row={row} />
        {!isTechnical(row) && <span className={classes.detail}>{exceptionDetail(row)}</span>}
        {row.recurredFromId && <Tag>Came back</Tag>}
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
  { id: 'state', header: 'State', cell: ({ row }: Cell) => <State row={row.original} /> },
  {
    id: 'owner',
    header: 'With',
    cell: ({ row: { original: row } }: Cell) =>
      row.assigneeName ?? <span className={classes.none}>Nobody</span>,
  },
  {
    id: 'opened',
    header: 'Opened',
    cell: ({ row }: Cell) => <Time at={row.original.openedAt} />,
  },
  {
    id: 'amount',
    header: 'At stake',
    cell: ({ row: { original: row } }: Cell) =>
      row.amountMinor !== null && row.currency !== null ? (
        <Money minor={row.amountMinor} currency={row.currency} />
      ) : (
        <span className={classes.none}>No money</span>
      ),
  },
] satisfies (Column<InboxRow> & { id: string; header: string })[]

/** The rows that are chosen in the table around. */
export const SelectedRows = createContext<Pick<Selection, 'has' | 'toggle'>>({
  has: () => false,
  toggle: () => {},
})

function ChooseBox({ row }: { row: InboxRow }) {
  const chosen = useContext(SelectedRows)
  return (
    <Checkbox
      size="xs"
      aria-label={`Choose ${row.orderName ?? 'this'}: ${exceptionTitle(row)}`}
      checked={chosen.has(row.id)}
      onChange={() => chosen.toggle(row.id)}
    />
  )
}

/** The columns with a box in front of each row. Always the same ones: others would redraw all cells. */
export const SELECTABLE_COLUMNS: Column<InboxRow>[] = [
  {
    id: 'select',
    header: () => <VisuallyHidden>Chosen</VisuallyHidden>,
    cell: ({ row }: Cell) => <ChooseBox row={row.original} />,
  },
  ...INBOX_COLUMNS,
]

/** Opens the exception beside the list where there is room for it, else its own page. */
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

/** The order it holds up; where there is none, the message it is about. */
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
      {row.topic ? `Message ${row.topic}` : 'No order'}
      {row.shopDomain && <span className={classes.detail}>{row.shopDomain}</span>}
    </>
  )
}

/** Its time limit while somebody has to look; else what it waits for. */
function State({ row }: { row: InboxRow }) {
  if (row.status === 'retrying' && row.nextAttemptAt)
    return (
      <span className={classes.waiting}>
        Retried <Countdown to={row.nextAttemptAt} />
      </span>
    )
  if (row.status === 'waiting' && row.waitUntil)
    return (
      <span className={classes.waiting}>
        Until <ExactTime at={row.waitUntil} />
      </span>
    )
  if (row.dueAt) return <DueLabels dueAt={row.dueAt} />
  return <StatusBadge status={EXCEPTION_LABELS[row.status]} />
}
