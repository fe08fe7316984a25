import { z } from 'zod'
import { parseDelays } from '@/domain/pipeline/retry-delays'
import { KindInput, SeenVersion } from '@/domain/settings/setting-inputs'
import { Reason } from '@/domain/text/text-inputs'

const Delays = z.string().transform((text, context) => {
  const parsed = parseDelays(text)
  if (!('problem' in parsed)) return parsed.delaysSeconds
  context.addIssue({ code: 'custom', message: parsed.problem })
  return z.NEVER
})

/** A number input's value: text while it is not a number. */
const Percent = z
  .union([z.number(), z.string()])
  .transform(Number)
  .pipe(z.number().min(0, 'Enter zero or more.').max(100, 'Enter 100 or less.'))

/** The values of the retry form, as the input of `saveRetryPolicy`. */
export const RetryInput = z
  .object({
    kind: KindInput,
    seenVersion: SeenVersion,
    delays: Delays,
    percent: Percent,
    reason: Reason,
  })
  .transform(({ delays, percent, ...rest }) => ({
    ...rest,
    policy: { delaysSeconds: delays, jitter: percent / 100 },
  }))
