import type { z } from 'zod'
import { AppError } from '@/server/errors'

/**
 * What somebody wrote for a step, checked by the step's own schema.
 * @throws AppError bad_input with a sentence that names the field, and `fields`
 */
export function readStepJson<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.') || 'json', wording(issue)]),
  )
  const [[name, words] = ['json', 'That is not valid.']] = Object.entries(fields)
  throw new AppError('bad_input', name === 'json' ? words : `${name}: ${words}`, { fields })
}

/** The schema's own words are sentences where somebody wrote them; these are the library's. */
function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `This takes ${NAMES[issue.expected] ?? issue.expected}.`
  if (issue.code === 'invalid_value')
    return issue.message.endsWith('.')
      ? issue.message
      : `This takes one of ${issue.values.map(String).join(', ')}.`
  return /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`
}

const NAMES: Partial<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list in [ ]',
  object: 'an object in { }',
}
