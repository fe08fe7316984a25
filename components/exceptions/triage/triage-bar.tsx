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
  /** Something else on the page tries it again already. */
  hasRetryElsewhere?: boolean
}

/** Who looks after an exception and until when, with what anybody can do about any of them. */
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
  const refusal = useReasonAgainst(permissionForStage(state.stage))
  const target: TriageTarget = { ...state, exceptionId: state.id }
  const { exceptionId, version } = target
  const button = (label: string, onClick: () => void, isBusy = false) => (
    <ReasonedButton variant="default" reasonAgainst={refusal} isBusy={isBusy} onClick={onClick}>
      {label}
    </ReasonedButton>
  )
  return (
    <div className={classes.actions}>
      {state.assigneeId === null &&
        button('Take', () => triage.take.mutate({ exceptionId }), triage.take.isPending)}
      {state.assigneeId === id &&
        button('Put back', () => triage.putBack.mutate({ exceptionId, version }))}
      {button('Assign …', () => setVerb('assign'))}
      {button('Wait …', () => setVerb('wait'))}
      {button('Ignore …', () => setVerb('ignore'))}
      {state.stage === 'engineer'
        ? button('Hand back …', () => setVerb('handBack'))
        : button('Escalate …', () => setVerb('escalate'))}
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
