import { z } from 'zod'

/** Why somebody does something, for whoever reads the timeline later. */
export const ReasonInput = z
  .string()
  .trim()
  .min(1, 'Enter a reason.')
  .max(500, 'A reason has at most 500 characters.')
