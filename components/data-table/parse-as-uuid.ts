import { createParser } from 'nuqs/server'
import { z } from 'zod'

/** Parses a UUID from the URL; anything else is ignored. */
export const parseAsUuid = createParser({
  parse: (text) => z.uuid().safeParse(text).data ?? null,
  serialize: (id: string) => id,
})
