import { PIPELINE_STEPS } from '@/server/domain/pipeline-steps'
import { executeStep } from './execute-step'

/** Executes one step in a process of its own, so that a test can kill it. */
const [, , step, orderId = '', runId = ''] = process.argv
const name = PIPELINE_STEPS.find((one) => one === step)
if (!name) throw new Error(`There is no step ${step}.`)
await executeStep(name, { orderId, runId, requestId: 'child' })
