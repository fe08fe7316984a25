import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'

/** The primary key: a UUIDv7, which sorts by creation time. `Id` is its brand in `domain/ids`. */
export const id = <Id extends string = string>() =>
  uuid()
    .$type<Id>()
    .primaryKey()
    .$defaultFn(() => uuidv7() as Id)

/** An amount in integer minor units; another column has its currency. */
export const minor = () => bigint({ mode: 'bigint' })

/** A point in time: `timestamptz`, read and written as `Date`. */
export const at = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** When the row was inserted. */
export const createdAt = () => at().notNull().defaultNow()
