/** The steps of the order pipeline, in order. The names are stored: renaming needs a migration. */
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

/** Returns the step of this name, if it is one. */
export function asStep(name: string | undefined): PipelineStep | undefined {
  return PIPELINE_STEPS.find((step) => step === name)
}

/** Returns "at capture" for a pipeline step; otherwise undefined. */
export function atStep(name: string | null): string | undefined {
  const step = asStep(name ?? undefined)
  return step && `at ${step}`
}
