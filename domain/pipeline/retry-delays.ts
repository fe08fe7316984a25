import type { RetryPolicy } from '../exception/kind'

/** At most so many tries: an engine gives up on a run after 21. */
export const MAX_RETRIES = 10
const MIN_SECONDS = 5
const MAX_SECONDS = 7 * 24 * 60 * 60

const UNITS = [
  { seconds: 24 * 60 * 60, words: /^d(ays?)?$/, short: 'd' },
  { seconds: 60 * 60, words: /^h(ours?)?$/, short: 'h' },
  { seconds: 60, words: /^m(in(utes?)?)?$/, short: 'min' },
  { seconds: 1, words: /^s(ec(onds?)?)?$/, short: 's' },
] as const

/** Waits as people write them: "5 min, 5 min, 2 h". */
export function formatDelays(delaysSeconds: readonly number[]): string {
  return delaysSeconds.map(formatDelay).join(', ')
}

function formatDelay(seconds: number): string {
  const unit = UNITS.find((one) => seconds % one.seconds === 0) ?? UNITS[3]
  return `${seconds / unit.seconds} ${unit.short}`
}

export type ParsedDelays = { delaysSeconds: number[] } | { problem: string }

/** Reads "5 min, 30 min, 2 h" as seconds; a problem is a sentence for the form. */
export function parseDelays(text: string): ParsedDelays {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const delaysSeconds: number[] = []
  for (const part of parts) {
    const [, amount, word = ''] = /^(\d{1,6})\s*([a-z]+)$/i.exec(part) ?? []
    const unit = UNITS.find(({ words }) => words.test(word.toLowerCase()))
    if (!amount || !unit) return { problem: `“${part}” is no time. Write it like 5 min or 2 h.` }
    delaysSeconds.push(Number(amount) * unit.seconds)
  }
  const problem = problemWith(delaysSeconds)
  return problem ? { problem } : { delaysSeconds }
}

/** Why these waits cannot be a policy, in a sentence; undefined when they can. */
export function problemWith(delaysSeconds: readonly number[]): string | undefined {
  if (delaysSeconds.length === 0) return 'Name at least one wait, such as 5 min.'
  if (delaysSeconds.length > MAX_RETRIES) return `At most ${MAX_RETRIES} retries are possible.`
  if (delaysSeconds.some((seconds) => !Number.isInteger(seconds) || seconds < MIN_SECONDS))
    return `A wait is at least ${MIN_SECONDS} s long.`
  if (delaysSeconds.some((seconds) => seconds > MAX_SECONDS))
    return 'A wait is at most 7 days long.'
  return undefined
}

/**
 * Seconds until the next automatic attempt, undefined when there is none left.
 * @param attempt how many attempts have failed so far, 1 after the first
 * @param spread 0 to 1, where in the jitter this order falls; 0 is the policy's exact delay
 */
export function delayOf(
  policy: RetryPolicy | null,
  attempt: number,
  spread = 0,
): number | undefined {
  const delay = policy?.delaysSeconds[attempt - 1]
  return policy && delay !== undefined ? delay * (1 + policy.jitter * spread) : undefined
}
