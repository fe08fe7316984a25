'use client'

import Link from 'next/link'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { Countdown, ExactTime, Time } from '@/components/time/time'
import { exceptionDetail } from '@/domain/exception/exception-detail'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { isTechnical } from '@/domain/exception/exception-title'
import { BREAKERS, isBreakerKey } from '@/domain/pipeline/breaker'
import { isPipelineStep, STEP_NAMES } from '@/domain/pipeline/step-labels'
import { isAllowed } from '@/domain/staff/permissions'
import { exceptionPath } from '@/paths/routes'
import { STAGE_LABELS } from '../exception-labels'
import type { Exception, ExceptionEvent, ItemData } from './item-data'
import { isClosed } from './item-data'
import classes from './item-page.module.css'

/** Renders what happened, what it means, and the state of the exception. */
export function ItemHappened({ data: { exception } }: { data: ItemData }) {
  const { role } = useViewer()
  const { kind } = exception
  const entry = isExceptionKind(kind) ? EXCEPTION_KINDS[kind] : undefined
  const canRead = !isTechnical(exception) || isAllowed(role, 'webhooks.read')
  const detail = canRead ? exceptionDetail(exception) : undefined
  return (
    <Section title="What happened">
      {detail && <p className={classes.message}>{detail}</p>}
      {entry && <p className={classes.explanation}>{entry.explanation}</p>}
      <div className={classes.facts}>
        <ExceptionFacts exception={exception} closesWhen={entry?.closesWhen} />
      </div>
    </Section>
  )
}

type FactsProps = { exception: Exception; closesWhen: string | undefined }

function ExceptionFacts({ exception, closesWhen }: FactsProps) {
  const { step, dueAt, recurredFromId } = exception
  const isOpen = !isClosed(exception)
  return (
    <Facts
      facts={[
        ['Step', step && isPipelineStep(step) && STEP_NAMES[step].name],
        [
          'Stage',
          isOpen ? STAGE_LABELS[exception.stage] : <Closing key="closing" exception={exception} />,
        ],
        [
          'Next attempt',
          isOpen && hasNextAttempt(exception) && <NextAttempt key="next" exception={exception} />,
        ],
        ['Due', isOpen && dueAt && <ExactTime key="due" at={dueAt} />],
        ['Waiting until', isOpen && exception.waitUntil && <Waiting exception={exception} />],
        ['Closes automatically', isOpen && closesWhen],
        [
          'Recurring',
          recurredFromId && <Link href={exceptionPath(recurredFromId)}>Previous exception</Link>,
        ],
      ]}
    />
  )
}

const hasNextAttempt = ({ status, nextAttemptAt }: Exception) =>
  status === 'retrying' || nextAttemptAt !== null

/** Renders the time of the next attempt. An order queued by a circuit breaker has none: it retries on recovery. */
function NextAttempt({ exception }: { exception: Exception }) {
  const { detail, nextAttemptAt, status } = exception
  const { waitsFor } = detail
  if (status === 'retrying' && typeof waitsFor === 'string' && isBreakerKey(waitsFor))
    return `When ${BREAKERS[waitsFor].name} recovers`
  return nextAttemptAt && <Countdown to={nextAttemptAt} />
}

function Waiting({ exception: { waitUntil, waitReason } }: { exception: Exception }) {
  if (!waitUntil) return null
  return (
    <>
      <ExactTime at={waitUntil} />
      {waitReason && `, ${waitReason}`}
    </>
  )
}

function Closing({ exception: { closedAt, closedBy, status } }: { exception: Exception }) {
  return (
    <>
      {status === 'ignored' ? 'Ignored' : 'Resolved'}
      {closedBy && `: ${closedBy}`}
      {closedAt && (
        <>
          , <Time at={closedAt} />
        </>
      )}
    </>
  )
}

const ATTEMPT_EVENTS = ['exception.opened', 'exception.failed_again', 'exception.escalated']
const MAX_SHOWN = 8

/** Renders the attempts with their time and error, newest first. */
export function ItemAttempts({ data: { exception, events } }: { data: ItemData }) {
  const { role } = useViewer()
  const attempts = events.filter(({ type }) => ATTEMPT_EVENTS.includes(type)).toReversed()
  const canRead = !isTechnical(exception) || isAllowed(role, 'webhooks.read')
  return (
    <Section title="Attempts" aside={exception.attempts}>
      {attempts.length === 0 && <Nothing>No attempts yet.</Nothing>}
      <ol className={classes.attempts}>
        {attempts.slice(0, MAX_SHOWN).map((event) => (
          <li key={event.id}>
            <span>{canRead ? errorOf(event) : 'Failed'}</span>
            <span className={classes.soft}>
              <Time at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {attempts.length > MAX_SHOWN && (
        <Nothing>{`${attempts.length - MAX_SHOWN} earlier attempts not shown`}</Nothing>
      )}
    </Section>
  )
}

function errorOf({ data }: ExceptionEvent): string {
  return typeof data.message === 'string' && data.message !== '' ? data.message : 'Failed'
}
