import { cron } from 'inngest'
import { inngest } from '../client'
import { flushOutbox } from './flush-outbox'

/** Flushes events that other flushes missed: a process died, or the engine was unavailable. */
export const sendOutbox = inngest.createFunction(
  { id: 'flush-outbox', name: 'Flush outbox', triggers: [cron('* * * * *')], retries: 1 },
  ({ step }) => step.run('flush', () => flushOutbox()),
)
