import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderStatus } from '@/domain/order/order-state'
import { isPipelineStep, STEP_NAMES } from '@/domain/pipeline/step-labels'
import type { StatusLabel } from './labels'

/** An order's current step, with the step's status and last error. */
export type StepPosition = { step: string; status: string; error: string | null }

/** Returns the order's status label: the running step, or the cause of a wait or block. */
export function orderStatusLabel(status: OrderStatus, at: StepPosition | null): StatusLabel {
  switch (status) {
    case 'processing':
      return processingLabel(at)
    case 'waiting':
      return { tone: 'waiting', label: at?.step === 'capture' ? 'Awaiting payment' : 'Waiting' }
    case 'blocked':
      return { tone: 'trouble', label: blockedLabel(at) }
    case 'on_hold':
      return { tone: 'stopped', label: 'On hold' }
    case 'completed':
      return { tone: 'good', label: 'Completed' }
    case 'canceled':
      return { tone: 'stopped', label: 'Canceled' }
  }
}

function processingLabel(at: StepPosition | null): StatusLabel {
  if (!at || !isPipelineStep(at.step)) return { tone: 'active', label: 'Processing' }
  const step = STEP_NAMES[at.step]
  if (at.status === 'retrying') return { tone: 'waiting', label: `Retrying ${step.subject}` }
  if (at.status === 'blocked') return { tone: 'trouble', label: blockedLabel(at) }
  return { tone: 'active', label: step.doing }
}

function blockedLabel(at: StepPosition | null): string {
  return at?.error && isExceptionKind(at.error)
    ? `Blocked: ${EXCEPTION_KINDS[at.error].shortCause}`
    : 'Blocked'
}
