import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'

/** The primary key, a UUIDv7, so that ids sort by creation time. `Id` is its type in `domain/ids`. */
export const id = <Id extends string = string>() =>
  uuid()
    .$type<Id>()
    .primaryKey()
    .$defaultFn(() => uuidv7() as Id)

/** An amount in integer minor units; the currency stands in a column beside it. */
export const minor = () => bigint({ mode: 'bigint' })

/** A moment: `timestamptz`, read and written as `Date`. */
export const at = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** When the row was written. */
export const createdAt = () => at().notNull().defaultNow()
