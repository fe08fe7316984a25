import { getTableColumns } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'

/** The columns of a table: `key` as rows name them, `name` as the database does. */
export const columnsOf = (table: PgTable) =>
  Object.entries(getTableColumns(table)).map(([key, column]) => {
    return { key, column, name: toSnakeCase(column.name) }
  })
