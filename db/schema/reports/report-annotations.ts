import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { StaffId, StorefrontId } from '@/domain/ids'
import { at, createdAt, id } from '../columns'
import { staff } from '../staff'
import { storefronts } from '../storefronts'

/** An event that explains a number, e.g. a promotion or an incident; shown on time axes. */
export const reportAnnotations = pgTable(
  'report_annotations',
  {
    id: id(),
    kind: text({ enum: ['promotion', 'incident', 'note'] }).notNull(),
    title: text().notNull(),
    startsAt: at().notNull(),
    /** Null: a point in time. */
    endsAt: at(),
    /** Null: all storefronts. */
    storefrontId: uuid()
      .$type<StorefrontId>()
      .references(() => storefronts.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    createdAt: createdAt(),
  },
  (t) => [
    index('report_annotations_starts').on(t.startsAt),
    check('report_annotations_span', sql`${t.endsAt} is null or ${t.endsAt} > ${t.startsAt}`),
  ],
)
