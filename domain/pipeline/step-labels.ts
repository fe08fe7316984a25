import { PIPELINE_STEPS, type PipelineStep } from './pipeline-steps'

type StepLabels = {
  /** The step as a verb, on the pipeline strip. */
  name: string
  /** The status while the step runs. */
  doing: string
  /** What is retried, after "Retrying". */
  subject: string
}

export const STEP_NAMES: Record<PipelineStep, StepLabels> = {
  validate: { name: 'Validate', doing: 'Validating', subject: 'the check' },
  screen: { name: 'Screen', doing: 'Screening', subject: 'the screening' },
  capture: { name: 'Capture', doing: 'Capturing', subject: 'the payment' },
  allocate: { name: 'Allocate', doing: 'Allocating', subject: 'the stock' },
  ship: { name: 'Ship', doing: 'Shipping', subject: 'the label' },
  notify: { name: 'Notify', doing: 'Notifying', subject: 'the receipt' },
  sync: { name: 'Sync', doing: 'Syncing', subject: 'the storefront' },
  complete: { name: 'Complete', doing: 'Completing', subject: 'the last step' },
}

/** Whether a stored string is a step of the pipeline. */
export function isPipelineStep(step: string): step is PipelineStep {
  return (PIPELINE_STEPS as readonly string[]).includes(step)
}

/** What each step has achieved, as the order's timeline shows it. */
export const STEPS_COMPLETED: Record<string, string> = {
  validate: 'Order validated',
  screen: 'Fraud screening passed',
  capture: 'Payment complete',
  allocate: 'Stock allocated',
  ship: 'Parcel ready to ship',
  notify: 'Receipt sent to the customer',
  sync: 'Tracking number sent to the storefront',
  complete: 'All steps done',
}
