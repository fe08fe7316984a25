import { and, asc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { reportAnnotations } from '@/db/schema/reports/report-annotations'
import { staff } from '@/db/schema/staff'
import type { Annotation } from '@/domain/reports/report-annotation'

/** Annotations shown on a report; more would hide its numbers. */
const MAX_LISTED = 200

type Span = { from: Date; to: Date; storefrontIds: readonly string[] }

/**
 * Lists the annotations that overlap a time range (`to` is exclusive), oldest first. With
 * storefronts, only those for one of them or for all.
 */
export function listAnnotations({ from, to, storefrontIds }: Span): Promise<Annotation[]> {
  const a = reportAnnotations
  const ends = sql<Date>`coalesce(${a.endsAt}, ${a.startsAt})`
  const isForStorefront =
    storefrontIds.length === 0
      ? undefined
      : or(isNull(a.storefrontId), ...storefrontIds.map((id) => eq(a.storefrontId, id)))
  return getDb()
    .select({
      id: a.id,
      kind: a.kind,
      title: a.title,
      startsAt: a.startsAt,
      endsAt: a.endsAt,
      storefrontId: a.storefrontId,
      authorName: staff.name,
    })
    .from(a)
    .innerJoin(staff, eq(staff.id, a.authorId))
    .where(
      and(lt(a.startsAt, to), gte(ends, sql`${from.toISOString()}::timestamptz`), isForStorefront),
    )
    .orderBy(asc(a.startsAt), asc(a.id))
    .limit(MAX_LISTED)
}

type NewAnnotation = Omit<typeof reportAnnotations.$inferInsert, 'id' | 'createdAt'>

export async function insertAnnotation(tx: Executor, annotation: NewAnnotation): Promise<string> {
  const [row] = await tx
    .insert(reportAnnotations)
    .values(annotation)
    .returning({ id: reportAnnotations.id })
  if (!row) throw new Error('The insert returned no annotation.')
  return row.id
}

/** Deletes an annotation and returns it, or undefined if it doesn't exist. */
export async function deleteAnnotation(
  tx: Executor,
  annotationId: string,
): Promise<typeof reportAnnotations.$inferSelect | undefined> {
  const [row] = await tx
    .delete(reportAnnotations)
    .where(eq(reportAnnotations.id, annotationId))
    .returning()
  return row
}
