import { type SQL, sql } from 'drizzle-orm'
import { COMMON_DIMENSIONS, type Topic } from './topics'

/** Required dimension values. A row matches a list if it has any of its values. */
export type Where = Partial<Record<string, string | readonly string[]>>

/**
 * Returns SQL conditions on the alias `t`, each preceded by `and`.
 * @throws for an unknown dimension
 */
export function conditions(topic: Pick<Topic, 'dimensions'>, where: Where): SQL {
  const known: readonly string[] = [...COMMON_DIMENSIONS, ...topic.dimensions]
  const parts = Object.entries(where).map(([name, value]) => {
    if (value === undefined) return sql``
    if (!known.includes(name)) throw new Error(`Unknown report dimension: ${name}.`)
    const column = sql.raw(name === 'bin' ? 't.bin::text' : `t.${name}`)
    const values = typeof value === 'string' ? [value] : [...value]
    if (name === 'storefront_id') return sql` and ${column} = ${values[0]}::uuid`
    return values.length === 1
      ? sql` and ${column} = ${values[0]}`
      : sql` and ${column} in ${values}`
  })
  return sql.join(parts)
}
