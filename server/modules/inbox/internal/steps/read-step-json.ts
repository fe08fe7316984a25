import type { z } from 'zod'
import { AppError } from '@/server/errors'

/**
 * Parses JSON entered for a step by the step's schema.
 * @throws AppError bad_input with a message that names the field, and `fields`
 */
export function readStepJson<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.') || 'json', issueMessage(issue)]),
  )
  const [[name, message] = ['json', 'Enter valid JSON.']] = Object.entries(fields)
  throw new AppError('bad_input', name === 'json' ? message : `${name}: ${message}`, { fields })
}

/** Rewords zod's default messages. Messages written in a schema are kept. */
function issueMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `Enter ${TYPE_NAMES[issue.expected] ?? issue.expected}.`
  if (issue.code === 'invalid_value')
    return issue.message.endsWith('.')
      ? issue.message
      : `Enter one of ${issue.values.map(String).join(', ')}.`
  return /[.!?]$/.test(issue.message) ? issue.message : `${issue.message}.`
}

const TYPE_NAMES: Partial<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list in [ ]',
  object: 'an object in { }',
}
