import type { RetryPolicy } from '../exception/kind'

/** The maximum number of retries: engines fail a run after 21 attempts. */
export const MAX_RETRIES = 10
const MIN_SECONDS = 5
const MAX_SECONDS = 7 * 24 * 60 * 60

const UNITS = [
  { seconds: 24 * 60 * 60, words: /^d(ays?)?$/, short: 'd' },
  { seconds: 60 * 60, words: /^h(ours?)?$/, short: 'h' },
  { seconds: 60, words: /^m(in(utes?)?)?$/, short: 'min' },
  { seconds: 1, words: /^s(ec(onds?)?)?$/, short: 's' },
] as const

/** Formats delays as people write them: "5 min, 5 min, 2 h". */
export function formatDelays(delaysSeconds: readonly number[]): string {
  return delaysSeconds.map(formatDelay).join(', ')
}

function formatDelay(seconds: number): string {
  const unit = UNITS.find((one) => seconds % one.seconds === 0) ?? UNITS[3]
  return `${seconds / unit.seconds} ${unit.short}`
}

export type ParsedDelays = { delaysSeconds: number[] } | { problem: string }

/** Parses "5 min, 30 min, 2 h" to seconds, or returns the problem for the form. */
export function parseDelays(text: string): ParsedDelays {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const delaysSeconds: number[] = []
  for (const part of parts) {
    const [, amount, word = ''] = /^(\d{1,6})\s*([a-z]+)$/i.exec(part) ?? []
    const unit = UNITS.find(({ words }) => words.test(word.toLowerCase()))
    if (!amount || !unit)
      return { problem: `“${part}” is not a valid time. Use a format like 5 min or 2 h.` }
    delaysSeconds.push(Number(amount) * unit.seconds)
  }
  const problem = problemWith(delaysSeconds)
  return problem ? { problem } : { delaysSeconds }
}

/** Returns why the delays are invalid, for the form; undefined when they are valid. */
export function problemWith(delaysSeconds: readonly number[]): string | undefined {
  if (delaysSeconds.length === 0) return 'Enter at least one delay, such as 5 min.'
  if (delaysSeconds.length > MAX_RETRIES) return `Enter at most ${MAX_RETRIES} retries.`
  if (delaysSeconds.some((seconds) => !Number.isInteger(seconds) || seconds < MIN_SECONDS))
    return `Each delay must be at least ${MIN_SECONDS} s.`
  if (delaysSeconds.some((seconds) => seconds > MAX_SECONDS))
    return 'Each delay must be at most 7 days.'
  return undefined
}

/**
 * Returns the seconds until the next automatic attempt; undefined when retries are exhausted.
 * @param attempt number of failed attempts, 1 after the first
 * @param spread the order's position in the jitter, 0 to 1; 0 is the policy's exact delay
 */
export function delayOf(
  policy: RetryPolicy | null,
  attempt: number,
  spread = 0,
): number | undefined {
  const delay = policy?.delaysSeconds[attempt - 1]
  return policy && delay !== undefined ? delay * (1 + policy.jitter * spread) : undefined
}
