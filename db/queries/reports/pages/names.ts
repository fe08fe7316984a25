import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { Role } from '@/domain/staff/permissions'

/** What storefronts are called, by id. */
export function findStorefrontNames(tx: Executor): Promise<Map<string, string>> {
  return readById(tx, sql`select id, name from storefronts`, nameOf)
}

/** What people of the staff are called, by id. */
export function findStaffNames(tx: Executor): Promise<Map<string, string>> {
  return readById(tx, sql`select id, name from staff`, nameOf)
}

/** The roles of the staff, by id. */
export function findStaffRoles(tx: Executor): Promise<Map<string, Role>> {
  return readById(tx, sql`select id, role from staff`, ({ role }) => role as Role)
}

/** What the products of these SKUs were called when they were last bought. */
export async function findTitles(
  tx: Executor,
  skus: readonly string[],
): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const titles = sql`
    select wanted.sku as id, l.title as name
    from unnest(${sql.param([...skus])}::text[]) wanted(sku)
    cross join lateral (
      select title from order_lines where lower(sku) = lower(wanted.sku) limit 1
    ) l`
  return readById(tx, titles, nameOf)
}

/** What stopped an order, and the step it stopped at; null outside the pipeline. */
export type NamedCause = { kind: string; message: string; step: string | null }

/** What the newest exceptions with these fingerprints say, by fingerprint. */
export async function findCauses(
  tx: Executor,
  fingerprints: readonly string[],
): Promise<Map<string, NamedCause>> {
  if (fingerprints.length === 0) return new Map()
  const newest = sql`
    select wanted.fingerprint as id, e.kind, e.message, e.step
    from unnest(${sql.param([...fingerprints])}::text[]) wanted(fingerprint)
    cross join lateral (
      select kind, message, step from exceptions where fingerprint = wanted.fingerprint
      order by opened_at desc limit 1
    ) e`
  return readById(tx, newest, (row) => row as NamedCause)
}

type Row = Record<string, unknown>

const nameOf = ({ name }: Row) => name as string

async function readById<T>(
  tx: Executor,
  query: SQL,
  toValue: (row: Row) => T,
): Promise<Map<string, T>> {
  const rows: Iterable<Row> = await tx.execute(query)
  return new Map([...rows].map((row) => [String(row.id), toValue(row)]))
}
