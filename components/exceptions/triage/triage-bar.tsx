'use client'

import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useReasonAgainst, useViewer } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { permissionForStage } from '@/domain/exception/inbox'
import classes from './triage-bar.module.css'
import { TriageDialog, type TriageTarget, type TriageVerb } from './triage-dialog'
import { TriageFacts } from './triage-facts'
import { type TriageState, useTriage } from './use-triage'

const POLL_MS = 5000

type Props = {
  exceptionId: string
  /** Whether the page has a retry button elsewhere. */
  hasRetryElsewhere?: boolean
}

/** Renders the status, assignee and due date of an exception, with the triage actions. */
export function TriageBar({ exceptionId, hasRetryElsewhere = false }: Props) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.exceptions.triage.queryOptions({ exceptionId }, { refetchInterval: POLL_MS }),
  )
  if (!data) return <Skeleton height={32} />
  const isClosed = data.status === 'resolved' || data.status === 'ignored'
  return (
    <section className={classes.bar} aria-label="Triage">
      <TriageFacts state={data} />
      {!isClosed && <Actions state={data} hasRetry={!hasRetryElsewhere} />}
    </section>
  )
}

function Actions({ state, hasRetry }: { state: TriageState; hasRetry: boolean }) {
  const { id } = useViewer()
  const triage = useTriage()
  const [verb, setVerb] = useState<TriageVerb>()
  const reason = useReasonAgainst(permissionForStage(state.stage))
  const target: TriageTarget = { ...state, exceptionId: state.id }
  const { exceptionId, version } = target
  const button = (label: string, onClick: () => void, isBusy = false) => (
    <ReasonedButton variant="default" reasonAgainst={reason} isBusy={isBusy} onClick={onClick}>
      {label}
    </ReasonedButton>
  )
  return (
    <div className={classes.actions}>
      {state.assigneeId === null &&
        button(
          'Assign to me',
          () => triage.assignToMe.mutate({ exceptionId }),
          triage.assignToMe.isPending,
        )}
      {state.assigneeId === id &&
        button('Unassign', () => triage.unassign.mutate({ exceptionId, version }))}
      {button('Assign…', () => setVerb('assign'))}
      {button('Snooze…', () => setVerb('snooze'))}
      {button('Ignore…', () => setVerb('ignore'))}
      {state.stage === 'engineer'
        ? button('Return to staff…', () => setVerb('returnToStaff'))
        : button('Escalate…', () => setVerb('escalate'))}
      {hasRetry &&
        state.orderId &&
        button('Retry now', () => triage.retry.mutate({ exceptionId }), triage.retry.isPending)}
      <TriageDialog
        triage={triage}
        open={verb && { verb, target }}
        onClose={() => setVerb(undefined)}
      />
    </div>
  )
}
