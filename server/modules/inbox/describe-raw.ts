import { transaction } from '@/db/client'
import { findExceptionRaw } from '@/db/queries/exceptions/exception-item'
import type { ExceptionId } from '@/domain/ids'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { engineRunUrl } from '@/server/connections'
import { appVersion } from '@/server/version'
import { STEP_INPUTS } from './internal/steps/step-inputs'
import { STEP_RESULTS } from './internal/steps/step-results'

/**
 * Returns an exception's raw data for engineers: the stored rows, the step's input and an example of
 * its result, the run with its link into the engine's dashboard, and the running code version.
 * Undefined when the exception does not exist.
 */
export async function describeRaw(exceptionId: ExceptionId) {
  const raw = await findExceptionRaw(exceptionId)
  if (!raw) return undefined
  const { exception, order, steps } = raw
  const name = asStep(exception.step ?? undefined)
  const inputs = name && STEP_INPUTS[name]
  const input = inputs && order ? await transaction((tx) => inputs.read(tx, order)) : null
  const step = steps.find((row) => row.step === exception.step) ?? null
  const runId = step?.runId ?? textOf(exception.detail.runId)
  return {
    ...raw,
    step,
    run: runId ? { id: runId, url: engineRunUrl(runId) ?? null } : null,
    input: input as unknown,
    resultExample: (name ? STEP_RESULTS[name].example : null) as unknown,
    version: appVersion(),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
