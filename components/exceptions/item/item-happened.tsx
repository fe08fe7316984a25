'use client'

import Link from 'next/link'
import { exceptionDetail } from '@/components/order-page/items/exception-labels'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { isPipelineStep, STEP_NAMES } from '@/components/status/order-labels'
import { Countdown, ExactTime, Time } from '@/components/time/time'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { isTechnical } from '@/domain/exception/exception-title'
import { BREAKERS, isBreakerKey } from '@/domain/pipeline/breaker'
import { isAllowed } from '@/domain/staff/permissions'
import { exceptionPath } from '@/paths/routes'
import type { Exception, ExceptionEvent, ItemData } from './item-data'
import { isClosed } from './item-data'
import classes from './item-page.module.css'

/** What happened in plain words, what it means, and where it stands. */
export function ItemHappened({ data: { exception } }: { data: ItemData }) {
  const { role } = useViewer()
  const { kind, step, dueAt, recurredFromId } = exception
  const entry = isExceptionKind(kind) ? EXCEPTION_KINDS[kind] : undefined
  const mayRead = !isTechnical(exception) || isAllowed(role, 'webhooks.read')
  const detail = mayRead ? exceptionDetail(exception) : undefined
  const isOpen = !isClosed(exception)
  return (
    <Section title="What happened">
      {detail && <p className={classes.message}>{detail}</p>}
      {entry && <p className={classes.explanation}>{entry.explanation}</p>}
      <div className={classes.facts}>
        <Facts
          facts={[
            ['At', step && isPipelineStep(step) && STEP_NAMES[step].name],
            [
              'Handled',
              isOpen ? STAGES[exception.stage] : <Closing key="closing" exception={exception} />,
            ],
            [
              'Next try',
              isOpen && hasNextTry(exception) && <NextTry key="next" exception={exception} />,
            ],
            ['Due', isOpen && dueAt && <ExactTime key="due" at={dueAt} />],
            ['Waits until', isOpen && exception.waitUntil && <Waiting exception={exception} />],
            ['By itself', isOpen && entry && `It closes when: ${lower(entry.closedBy)}`],
            [
              'Before',
              recurredFromId && <Link href={exceptionPath(recurredFromId)}>It came back</Link>,
            ],
          ]}
        />
      </div>
    </Section>
  )
}

const STAGES: Record<Exception['stage'], string> = {
  auto: 'by itself, nobody need do anything yet',
  staff: 'by staff',
  engineer: 'by the engineers',
}

const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)

const hasNextTry = ({ status, nextAttemptAt }: Exception) =>
  status === 'retrying' || nextAttemptAt !== null

/** What waits for a vendor that is down is tried when the vendor is back, not at a time of its own. */
function NextTry({ exception }: { exception: Exception }) {
  const { detail, nextAttemptAt, status } = exception
  const { waitsFor } = detail
  if (status === 'retrying' && typeof waitsFor === 'string' && isBreakerKey(waitsFor))
    return `as soon as ${BREAKERS[waitsFor].name} is back`
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
      {status === 'ignored' ? 'Ignored' : 'Settled'}
      {closedBy && `: ${closedBy}`}
      {closedAt && (
        <>
          , <Time at={closedAt} />
        </>
      )}
    </>
  )
}

const TRIED = ['exception.opened', 'exception.failed_again', 'exception.escalated']
const MAX_SHOWN = 8

/** Every attempt with its time and what came back, the latest first. */
export function ItemAttempts({ data: { exception, events } }: { data: ItemData }) {
  const { role } = useViewer()
  const tries = events.filter(({ type }) => TRIED.includes(type)).toReversed()
  const mayRead = !isTechnical(exception) || isAllowed(role, 'webhooks.read')
  return (
    <Section title="What was tried" aside={exception.attempts}>
      {tries.length === 0 && <Nothing>Nothing was tried here.</Nothing>}
      <ol className={classes.attempts}>
        {tries.slice(0, MAX_SHOWN).map((event) => (
          <li key={event.id}>
            <span>{mayRead ? answerOf(event) : 'It did not work.'}</span>
            <span className={classes.soft}>
              <Time at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {tries.length > MAX_SHOWN && (
        <Nothing>{`and ${tries.length - MAX_SHOWN} earlier attempts`}</Nothing>
      )}
    </Section>
  )
}

function answerOf({ data }: ExceptionEvent): string {
  return typeof data.message === 'string' && data.message !== '' ? data.message : 'It failed.'
}
