import { getTableColumns } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'

/** Returns the columns of a table: `key` is the name in TypeScript, `name` in the database. */
export const columnsOf = (table: PgTable) =>
  Object.entries(getTableColumns(table)).map(([key, column]) => {
    return { key, column, name: toSnakeCase(column.name) }
  })
