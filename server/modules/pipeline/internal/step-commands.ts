import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { StepCommand } from '@/server/modules/steps/step-types'
import { shipOrder } from '../ship-order'
import { allocateStock } from './allocate-stock'
import { capturePayment } from './capture-payment'
import { completeOrder } from './complete-order'
import { notifyCustomer } from './notify-customer'
import { screenOrder } from './screen-order'
import { syncFulfillment } from './sync-fulfillment'
import { validateOrder } from './validate-order'

/** The implementation of each pipeline step. */
export const STEP_COMMANDS: Readonly<Record<PipelineStep, StepCommand>> = {
  validate: validateOrder,
  screen: screenOrder,
  capture: capturePayment,
  allocate: allocateStock,
  ship: shipOrder,
  notify: notifyCustomer,
  sync: syncFulfillment,
  complete: completeOrder,
}
