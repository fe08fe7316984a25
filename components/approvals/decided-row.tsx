import Link from 'next/link'
import { Money } from '@/components/money/money'
import { RESHIPMENT_LABELS, RESOLUTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { orderPath } from '@/paths/routes'
import type { Decided } from './approval-data'
import classes from './approval-list.module.css'

/** Renders one decision: the request, outcome, approver and note. */
export function DecidedRow({ request }: { request: Decided }) {
  const { kind, status, orderId, orderName, decidedByName, decidedAt, decisionNote } = request
  const labels = kind === 'refund' ? RESOLUTION_LABELS : RESHIPMENT_LABELS
  return (
    <li>
      <Link href={orderPath(orderId)}>{orderName}</Link>
      <span>
        {kind === 'refund' ? 'Refund ' : 'Reshipment of '}
        <Money
          minor={kind === 'refund' ? request.totalMinor : request.itemsMinor}
          currency={request.currency}
        />
      </span>
      <StatusBadge status={labels[status]} />
      <span className={classes.soft}>
        {decidedByName ?? 'No decision'} {decidedAt && <Time at={decidedAt} />}
        {decisionNote && ` · ${decisionNote}`}
      </span>
    </li>
  )
}
