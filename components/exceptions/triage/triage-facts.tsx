import { EXCEPTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Countdown, ExactTime } from '@/components/time/time'
import { STAGE_LABELS } from '../exception-labels'
import { DueLabel } from '../list/due-label'
import classes from './triage-bar.module.css'
import type { TriageState } from './use-triage'

/** Renders the status, stage, assignee, due date and snooze of an exception. */
export function TriageFacts({ state }: { state: TriageState }) {
  const { status, stage, assigneeName, dueAt, nextAttemptAt, waitUntil, waitReason } = state
  const isClosed = status === 'resolved' || status === 'ignored'
  return (
    <p className={classes.facts}>
      <StatusBadge status={EXCEPTION_LABELS[status]} pill />
      {!isClosed && <span>{STAGE_LABELS[stage]}</span>}
      {!isClosed && <span>{assigneeName ? `Assigned to ${assigneeName}` : 'Unassigned'}</span>}
      {status === 'retrying' && nextAttemptAt && (
        <span>
          Next attempt <Countdown to={nextAttemptAt} />
        </span>
      )}
      {status === 'waiting' && waitUntil && (
        <span>
          Until <ExactTime at={waitUntil} />: {waitReason}
        </span>
      )}
      {!isClosed && status !== 'waiting' && dueAt && <DueLabel dueAt={dueAt} />}
      {isClosed && <span>{state.closedBy}</span>}
      {status === 'ignored' && state.ignoredUntil && (
        <span>
          Until <ExactTime at={state.ignoredUntil} />
        </span>
      )}
    </p>
  )
}
