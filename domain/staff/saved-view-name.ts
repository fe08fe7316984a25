import { z } from 'zod'
import { cleanText } from '../text/clean-text'

export const SavedViewName = z
  .string()
  .transform((raw) => cleanText(raw).text.trim())
  .pipe(
    z.string().min(1, 'Enter a name for the view.').max(60, 'Names are limited to 60 characters.'),
  )
