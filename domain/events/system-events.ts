import { z } from 'zod'
import { defineEvent } from './define-event'

const OfJob = z.object({ jobId: z.string() })
const ofJob = { type: 'bulk_job', id: 'jobId' } as const

export const bulkJobStarted = defineEvent(
  'bulk_job.started',
  OfJob.extend({
    kind: z.string(),
    filter: z.unknown(),
    payload: z.unknown(),
    total: z.number(),
  }),
  'A staff member started a bulk job.',
  { audit: ofJob },
)

export const bulkJobCompleted = defineEvent(
  'bulk_job.completed',
  OfJob.extend({ total: z.number(), done: z.number(), refused: z.number() }),
  'A bulk job processed its last row.',
  { audit: ofJob },
)

export const bulkJobCanceled = defineEvent(
  'bulk_job.canceled',
  OfJob,
  'A staff member canceled a bulk job.',
  { audit: ofJob },
)

const OfBreaker = z.object({ key: z.string() })
const ofBreaker = { type: 'breaker', id: 'key' } as const

export const breakerOpened = defineEvent(
  'breaker.opened',
  OfBreaker.extend({ was: z.string(), message: z.string(), failedProbes: z.number() }),
  'A circuit breaker opened: calls to the vendor stop.',
  { audit: ofBreaker },
)

export const breakerRecovered = defineEvent(
  'breaker.recovered',
  OfBreaker,
  'A vendor responded to a probe: its queue drains.',
  { audit: ofBreaker },
)

export const breakerClosed = defineEvent(
  'breaker.closed',
  OfBreaker,
  'A circuit breaker closed: its queue is empty.',
  { audit: ofBreaker },
)

export const breakerProbeRequested = defineEvent(
  'breaker.probe_requested',
  OfBreaker,
  'A staff member asked to probe a vendor now.',
  { audit: ofBreaker },
)
