'use client'

import { Collapse, UnstyledButton } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { STAGE_LABELS } from '@/components/exceptions/exception-labels'
import { TriageBar } from '@/components/exceptions/triage/triage-bar'
import { Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { EXCEPTION_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Countdown, Time } from '@/components/time/time'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { isPipelineStep, STEP_NAMES } from '@/domain/pipeline/step-labels'
import { isAllowed } from '@/domain/staff/permissions'
import { exceptionPath } from '@/paths/routes'
import { exceptionDetail } from '../../../domain/exception/exception-detail'
import { isOpen, isStopped, type OrderData, type OrderException } from '../order-data'
import classes from './exception-list.module.css'

/** Renders the order's exceptions: open ones first, closed ones collapsed. */
export function ExceptionList({ data }: { data: OrderData }) {
  const [isExpanded, setExpanded] = useState(false)
  const open = data.exceptions.filter(isOpen)
  const closed = data.exceptions.filter((exception) => !isOpen(exception))
  const hasRetryInBanner = isStopped(data)
  if (data.exceptions.length === 0) return null
  return (
    <div id="exceptions">
      <Section title="Exceptions" aside={`${open.length} open`} isPadded={false}>
        {open.map((exception) => (
          <Item key={exception.id} exception={exception} hasRetryInBanner={hasRetryInBanner} />
        ))}
        {closed.length > 0 && (
          <UnstyledButton
            className={classes.fold}
            aria-expanded={isExpanded}
            onClick={() => setExpanded(!isExpanded)}
          >
            {isExpanded ? 'Hide' : 'Show'} {closed.length} closed
          </UnstyledButton>
        )}
        <Collapse expanded={isExpanded}>
          {closed.map((exception) => (
            <Item key={exception.id} exception={exception} hasRetryInBanner={hasRetryInBanner} />
          ))}
        </Collapse>
      </Section>
    </div>
  )
}

type ItemProps = { exception: OrderException; hasRetryInBanner: boolean }

function Item({ exception, hasRetryInBanner }: ItemProps) {
  const { step, status, attempts, closedBy } = exception
  const { role } = useViewer()
  const canReadDetail = !isTechnical(exception) || isAllowed(role, 'webhooks.read')
  const detail = canReadDetail && exceptionDetail(exception)
  return (
    <article className={classes.item}>
      <header className={classes.head}>
        <h3>
          <Link href={exceptionPath(exception.id)}>{exceptionTitle(exception)}</Link>
        </h3>
        <StatusBadge status={EXCEPTION_LABELS[status]} />
      </header>
      {detail && <p className={classes.message}>{detail}</p>}
      <p className={classes.facts}>
        {step && isPipelineStep(step) && <span>{STEP_NAMES[step].name} step</span>}
        <span>
          {isOpen(exception) ? STAGE_LABELS[exception.stage] : `Closed: ${closedBy ?? 'resolved'}`}
        </span>
        <span>{attempts === 1 ? '1 attempt' : `${attempts} attempts`}</span>
        <Times exception={exception} />
        {exception.recurredFromId && <span>Recurring</span>}
      </p>
      {isOpen(exception) && (
        <TriageBar exceptionId={exception.id} hasRetryElsewhere={hasRetryInBanner} />
      )}
    </article>
  )
}

function Times({ exception }: Pick<ItemProps, 'exception'>) {
  const { nextAttemptAt, openedAt, closedAt } = exception
  return (
    <>
      {nextAttemptAt && isOpen(exception) && (
        <span>
          Next attempt <Countdown to={nextAttemptAt} />
        </span>
      )}
      <span>
        Opened <Time at={openedAt} />
      </span>
      {closedAt && (
        <span>
          Closed <Time at={closedAt} />
        </span>
      )}
    </>
  )
}
