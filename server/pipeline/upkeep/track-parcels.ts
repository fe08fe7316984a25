import { cron } from 'inngest'
import { env } from '@/server/env'
import { trackParcels as track } from '@/server/modules/fulfillment/track-parcels'
import { inngest } from '../client'
import { guard } from '../guard'

/** Polls the carrier for the status of parcels. */
export const trackParcels = inngest.createFunction(
  { id: 'track-parcels', name: 'Track parcels', triggers: [cron('*/5 * * * *')], retries: 3 },
  async ({ step, runId }) =>
    step.run('track', () => guard(runId, () => track(env().AFTERCART_RETRY_SCALE))),
)
