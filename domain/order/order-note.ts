import { z } from 'zod'
import { cleanNote } from '../text/clean-text'

/** The text of an internal note on an order. */
export const NoteText = z
  .string()
  .max(5_000, 'Notes are limited to 5,000 characters.')
  .transform((raw) => cleanNote(raw).text.trim())
  .pipe(z.string().min(1, 'Enter a note.'))
