'use client'

import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconClockPause, IconLoader2, IconMinus, IconX } from '@tabler/icons-react'
import { STEP_LABELS } from '@/components/status/labels'
import { Countdown } from '@/components/time/time'
import type { StepStatus } from '@/domain/pipeline/pipeline-steps'
import { isPipelineStep, STEP_NAMES } from '@/domain/pipeline/step-labels'
import { currentStep, type Step } from './order-data'
import classes from './pipeline-strip.module.css'

const ICONS: Record<StepStatus, typeof IconCheck | undefined> = {
  pending: undefined,
  running: IconLoader2,
  retrying: IconClockPause,
  blocked: IconX,
  done: IconCheck,
  skipped: IconMinus,
}

const nameOf = (step: string) => (isPipelineStep(step) ? STEP_NAMES[step].name : step)

/** Renders the pipeline steps of the order with their current status. */
export function PipelineStrip({ steps }: { steps: Step[] }) {
  // An order canceled before processing has no steps.
  if (steps.length === 0) return null
  return (
    <section className={classes.strip} aria-label="Pipeline">
      <VisuallyHidden>
        <h2>Pipeline</h2>
      </VisuallyHidden>
      <Announcement steps={steps} />
      <ol className={classes.steps}>
        {steps.map((step) => (
          <StepMark key={step.step} step={step} />
        ))}
      </ol>
    </section>
  )
}

function StepMark({ step }: { step: Step }) {
  const Icon = ICONS[step.status]
  return (
    <li className={classes.step} data-status={step.status}>
      <span className={classes.mark} aria-hidden>
        {Icon && <Icon size={14} stroke={2.4} />}
      </span>
      <span className={classes.name}>{nameOf(step.step)}</span>
      <span className={classes.state}>
        <StepState step={step} />
      </span>
    </li>
  )
}

function StepState({ step }: { step: Step }) {
  const attempts = step.attempts > 1 ? ` · ${step.attempts} attempts` : ''
  if (step.status === 'retrying' && step.nextAttemptAt)
    return (
      <>
        Retry <Countdown to={step.nextAttemptAt} />
      </>
    )
  if (step.status === 'pending' && step.result?.waitingFor) return 'Waiting'
  return STEP_LABELS[step.status].label + (step.status === 'done' ? '' : attempts)
}

/** Announces step changes to screen readers. */
function Announcement({ steps }: { steps: Step[] }) {
  const step = currentStep(steps)
  const text = step ? `${nameOf(step.step)}: ${STEP_LABELS[step.status].label}` : 'All steps done'
  return <VisuallyHidden aria-live="polite">{text}</VisuallyHidden>
}
