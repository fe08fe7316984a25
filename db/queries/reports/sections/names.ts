import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { Role } from '@/domain/staff/permissions'

/** Finds the names of all storefronts by ID. */
export function findStorefrontNames(tx: Executor): Promise<Map<string, string>> {
  return readById(tx, sql`select id, name from storefronts`, nameOf)
}

/** Finds the names of all staff members by ID. */
export function findStaffNames(tx: Executor): Promise<Map<string, string>> {
  return readById(tx, sql`select id, name from staff`, nameOf)
}

/** Finds the roles of all staff members by ID. */
export function findStaffRoles(tx: Executor): Promise<Map<string, Role>> {
  return readById(tx, sql`select id, role from staff`, ({ role }) => role as Role)
}

/** Finds a product title for each SKU, from any order line with it. */
export async function findProductTitles(
  tx: Executor,
  skus: readonly string[],
): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const titles = sql`
    select requested.sku as id, l.title as name
    from unnest(${sql.param([...skus])}::text[]) requested(sku)
    cross join lateral (
      select title from order_lines where lower(sku) = lower(requested.sku) limit 1
    ) l`
  return readById(tx, titles, nameOf)
}

/** What stopped an order. */
export type ExceptionCause = {
  kind: string
  message: string
  /** Null outside the pipeline. */
  step: string | null
}

/** Finds the newest exception with each fingerprint. */
export async function findCauses(
  tx: Executor,
  fingerprints: readonly string[],
): Promise<Map<string, ExceptionCause>> {
  if (fingerprints.length === 0) return new Map()
  const newest = sql`
    select requested.fingerprint as id, e.kind, e.message, e.step
    from unnest(${sql.param([...fingerprints])}::text[]) requested(fingerprint)
    cross join lateral (
      select kind, message, step from exceptions where fingerprint = requested.fingerprint
      order by opened_at desc limit 1
    ) e`
  return readById(tx, newest, (row) => row as ExceptionCause)
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
