'use client'

import { IconAlertTriangle, IconClockPause, IconHandStop, IconRefresh } from '@tabler/icons-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useReasonAgainst } from '@/components/shell/viewer'
import { Countdown } from '@/components/time/time'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { exceptionPath } from '@/paths/routes'
import { exceptionDetail } from '../../../domain/exception/exception-detail'
import {
  currentStep,
  isOpen,
  isStopped,
  type OrderData,
  type OrderException,
  type Step,
} from '../order-data'
import classes from './banner.module.css'
import { useResume } from './use-resume'

/** Explains why the order is held, waiting or blocked, and offers the next step; otherwise renders nothing. */
export function Banner({ data }: { data: OrderData }) {
  const { order, steps } = data
  const step = currentStep(steps)
  const open = data.exceptions.filter(isOpen)
  const blocking = open.filter((exception) => [null, step?.step].includes(exception.step))
  const cause = blocking.at(-1) ?? open.at(-1)
  const isRetrying = step?.status === 'retrying'
  if (order.status === 'on_hold')
    return (
      <Frame tone="stopped" title="Order on hold">
        {order.holdReason}
      </Frame>
    )
  if (order.status === 'waiting')
    return (
      <Frame
        tone="waiting"
        title={waitingTitle(step)}
        action={<Retry data={data} label="Check again" />}
      >
        Continues automatically when the update arrives.
      </Frame>
    )
  if (!isStopped(data)) return null
  return (
    <Frame
      tone={isRetrying ? 'waiting' : 'trouble'}
      title={cause ? exceptionTitle(cause) : (step?.lastError?.message ?? 'This order is blocked')}
      action={<Retry data={data} label="Retry now" />}
    >
      {cause && <Cause cause={cause} />} {isRetrying && <NextAttempt step={step} />}
      {cause && <Link href={exceptionPath(cause.id)}> Suggested actions</Link>}
      {open.length > 1 && <a href="#exceptions"> {open.length} open exceptions</a>}
    </Frame>
  )
}

type FrameProps = {
  tone: 'trouble' | 'waiting' | 'stopped'
  title: string
  action?: ReactNode
  children: ReactNode
}

const ICONS = { trouble: IconAlertTriangle, waiting: IconClockPause, stopped: IconHandStop }

function Frame({ tone, title, action, children }: FrameProps) {
  const Icon = ICONS[tone]
  return (
    <section className={classes.banner} data-tone={tone} aria-label="Order alert">
      <Icon size={20} stroke={1.8} aria-hidden />
      <div className={classes.text}>
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
      {action}
    </section>
  )
}

function Retry({ data, label }: { data: OrderData; label: string }) {
  const { resume, isResuming } = useResume(data.order)
  return (
    <ReasonedButton
      onClick={resume}
      isBusy={isResuming}
      reasonAgainst={useReasonAgainst('pipeline.resume')}
      icon={<IconRefresh size={16} />}
    >
      {label}
    </ReasonedButton>
  )
}

function NextAttempt({ step }: { step: Step }) {
  if (!step.nextAttemptAt) return null
  return (
    <>
      {step.attempts === 1 ? '1 attempt' : `${step.attempts} attempts`}, next{' '}
      <Countdown to={step.nextAttemptAt} />.
    </>
  )
}

function waitingTitle(step: Step | undefined): string {
  const reason = step?.result?.waitingFor
  return typeof reason === 'string' ? `Waiting for ${reason}` : 'Waiting for the storefront'
}

/** Renders the exception's message, where readable, and the explanation of its kind. */
function Cause({ cause }: { cause: OrderException }) {
  const explanation = isExceptionKind(cause.kind) ? EXCEPTION_KINDS[cause.kind].explanation : ''
  return (
    <>
      {!isTechnical(cause) && exceptionDetail(cause)} {explanation}
    </>
  )
}
