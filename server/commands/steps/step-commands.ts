import type { PipelineStep } from '@/server/domain/pipeline-steps'
import { allocateStock } from './allocate-stock'
import { capturePayment } from './capture-payment'
import { completeOrder } from './complete-order'
import { notifyCustomer } from './notify-customer'
import { screenOrder } from './screen-order'
import { shipOrder } from './ship-order'
import type { StepCommand } from './step'
import { syncFulfilment } from './sync-fulfilment'
import { validateOrder } from './validate-order'

/** What each step of the pipeline does. */
export const STEP_COMMANDS: Readonly<Record<PipelineStep, StepCommand>> = {
  validate: validateOrder,
  screen: screenOrder,
  capture: capturePayment,
  allocate: allocateStock,
  ship: shipOrder,
  notify: notifyCustomer,
  sync: syncFulfilment,
  complete: completeOrder,
}
