'use client'

import { Collapse, UnstyledButton } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { TriageBar } from '@/components/exceptions/triage/triage-bar'
import { Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { EXCEPTION_LABELS } from '@/components/status/labels'
import { isPipelineStep, STEP_NAMES } from '@/components/status/order-labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Countdown, Time } from '@/components/time/time'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { isAllowed } from '@/domain/staff/permissions'
import { exceptionPath } from '@/paths/routes'
import { isOpen, isStopped, type OrderData, type OrderException } from '../order-data'
import { exceptionDetail } from './exception-labels'
import classes from './exception-list.module.css'

const STAGES: Record<OrderException['stage'], string> = {
  auto: 'handled by itself',
  staff: 'for staff',
  engineer: 'for engineering',
}

/** What went wrong on the way: open ones first, those that are settled folded away. */
export function ExceptionList({ data }: { data: OrderData }) {
  const [isUnfolded, setUnfolded] = useState(false)
  const open = data.exceptions.filter(isOpen)
  const closed = data.exceptions.filter((exception) => !isOpen(exception))
  const hasRetryAbove = isStopped(data)
  if (data.exceptions.length === 0) return null
  return (
    <div id="exceptions">
      <Section title="Exceptions" aside={`${open.length} open`} isPadded={false}>
        {open.map((exception) => (
          <Item key={exception.id} exception={exception} hasRetryAbove={hasRetryAbove} />
        ))}
        {closed.length > 0 && (
          <UnstyledButton
            className={classes.fold}
            aria-expanded={isUnfolded}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            {isUnfolded ? 'Hide' : 'Show'} {closed.length} that {closed.length === 1 ? 'is' : 'are'}{' '}
            settled
          </UnstyledButton>
        )}
        <Collapse expanded={isUnfolded}>
          {closed.map((exception) => (
            <Item key={exception.id} exception={exception} hasRetryAbove={hasRetryAbove} />
          ))}
        </Collapse>
      </Section>
    </div>
  )
}

type ItemProps = { exception: OrderException; hasRetryAbove: boolean }

function Item({ exception, hasRetryAbove }: ItemProps) {
  const { step, status, attempts, nextAttemptAt, closedAt, closedBy } = exception
  const { role } = useViewer()
  const isReadable = !isTechnical(exception) || isAllowed(role, 'webhooks.read')
  const detail = isReadable && exceptionDetail(exception)
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
        {step && isPipelineStep(step) && <span>At {STEP_NAMES[step].name.toLowerCase()}</span>}
        <span>
          {isOpen(exception) ? STAGES[exception.stage] : `closed: ${closedBy ?? 'settled'}`}
        </span>
        <span>{attempts === 1 ? '1 attempt' : `${attempts} attempts`}</span>
        {nextAttemptAt && isOpen(exception) && (
          <span>
            next <Countdown to={nextAttemptAt} />
          </span>
        )}
        <span>
          opened <Time at={exception.openedAt} />
        </span>
        {closedAt && (
          <span>
            closed <Time at={closedAt} />
          </span>
        )}
        {exception.recurredFromId && <span>came back</span>}
      </p>
      {isOpen(exception) && (
        <TriageBar exceptionId={exception.id} hasRetryElsewhere={hasRetryAbove} />
      )}
    </article>
  )
}
