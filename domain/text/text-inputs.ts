import { z } from 'zod'

/** Why a person changed something, as histories and the audit log show it. */
export const Reason = z
  .string()
  .trim()
  .min(1, 'Enter a reason.')
  .max(500, 'Reasons are limited to 500 characters.')

/** Free text stored with the change. */
export const NoteInput = z.string().trim().max(2_000, 'Notes are limited to 2,000 characters.')
