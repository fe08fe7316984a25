import { transaction } from '@/db/client'
import { findExceptionRaw } from '@/db/queries/exceptions/exception-item'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { engineRunUrl } from '@/server/connections'
import { appVersion } from '@/server/version'
import { STEP_INPUTS } from './internal/step-inputs'
import { STEP_RESULTS } from './internal/step-results'

/**
 * What engineers read of an exception and start their corrections from: rows as stored, what its
 * step works with and what it would come to, the run in the engine's dashboard, and the version of
 * the code that would run. Undefined when there is no such exception.
 */
export async function describeRaw(exceptionId: string) {
  const raw = await findExceptionRaw(exceptionId)
  if (!raw) return undefined
  const { exception, order, steps } = raw
  const name = asStep(exception.step ?? undefined)
  const inputs = name && STEP_INPUTS[name]
  const input = inputs && order ? await transaction((tx) => inputs.read(tx, order)) : null
  const step = steps.find((one) => one.step === exception.step) ?? null
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
