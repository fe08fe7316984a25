import { EXCEPTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Countdown, ExactTime } from '@/components/time/time'
import { DueLabels } from '../list/due-label'
import classes from './triage-bar.module.css'
import type { TriageState } from './use-triage'

const STAGES = { auto: 'handled by itself', staff: 'for staff', engineer: 'for engineers' } as const

/** How it stands: state, stage, owner, time limit, and what it waits for. */
export function TriageFacts({ state }: { state: TriageState }) {
  const { status, stage, assigneeName, dueAt, nextAttemptAt, waitUntil, waitReason } = state
  const isClosed = status === 'resolved' || status === 'ignored'
  return (
    <p className={classes.facts}>
      <StatusBadge status={EXCEPTION_LABELS[status]} pill />
      {!isClosed && <span>{STAGES[stage]}</span>}
      {!isClosed && <span>{assigneeName ? `with ${assigneeName}` : 'unassigned'}</span>}
      {status === 'retrying' && nextAttemptAt && (
        <span>
          next try <Countdown to={nextAttemptAt} />
        </span>
      )}
      {status === 'waiting' && waitUntil && (
        <span>
          until <ExactTime at={waitUntil} />: {waitReason}
        </span>
      )}
      {!isClosed && status !== 'waiting' && dueAt && <DueLabels dueAt={dueAt} />}
      {isClosed && <span>{state.closedBy}</span>}
      {status === 'ignored' && state.ignoredUntil && (
        <span>
          until <ExactTime at={state.ignoredUntil} />
        </span>
      )}
    </p>
  )
}
