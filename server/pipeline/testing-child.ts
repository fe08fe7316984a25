import { asStep } from '@/server/domain/pipeline-steps'
import { executeStep } from './execute-step'

/** Executes one step in a process of its own, so that a test can kill it. */
const [, , step, orderId = '', runId = ''] = process.argv
const name = asStep(step)
if (!name) throw new Error(`There is no step ${step}.`)
await executeStep(name, { orderId, runId, requestId: 'child' })
