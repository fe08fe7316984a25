import { z } from 'zod'

/** The reason of an action, as shown on the timeline. */
export const ReasonInput = z
  .string()
  .trim()
  .min(1, 'Enter a reason.')
  .max(500, 'Reasons are limited to 500 characters.')
