/** The steps of an order's way, in order. The names are stored: never rename one lightly. */
export const PIPELINE_STEPS = [
  'validate',
  'screen',
  'capture',
  'allocate',
  'ship',
  'notify',
  'sync',
  'complete',
] as const

export type PipelineStep = (typeof PIPELINE_STEPS)[number]

export type StepStatus = 'pending' | 'running' | 'retrying' | 'blocked' | 'done' | 'skipped'

/** The step of this name, where it is one. */
export function asStep(name: string | undefined): PipelineStep | undefined {
  return PIPELINE_STEPS.find((step) => step === name)
}

/** Where something stopped, in words: "at capture". Undefined outside the pipeline. */
export function atStep(name: string | null): string | undefined {
  const step = asStep(name ?? undefined)
  return step && `at ${step}`
}
