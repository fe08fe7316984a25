import { sql } from 'drizzle-orm'
import type { Role } from '@/server/domain/permissions'
import type { Executor } from '../../client'

type Named = { id: string; name: string }

/** What storefronts are called, by id. */
export async function findStorefrontNames(tx: Executor): Promise<Map<string, string>> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(
    sql`select id, name from storefronts`,
  )
  return asMap(rows)
}

/** What people of the staff are called, by id. */
export async function findStaffNames(tx: Executor): Promise<Map<string, string>> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`select id, name from staff`)
  return asMap(rows)
}

/** The roles of the staff, by id. */
export async function findStaffRoles(tx: Executor): Promise<Map<string, Role>> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`select id, role from staff`)
  return new Map([...rows].map(({ id, role }) => [String(id), role as Role]))
}

/** What the products of these SKUs were called when they were last bought. */
export async function findTitles(
  tx: Executor,
  skus: readonly string[],
): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select wanted.sku as id, l.title as name
    from unnest(${sql.param([...skus])}::text[]) wanted(sku)
    cross join lateral (
      select title from order_lines where lower(sku) = lower(wanted.sku) limit 1
    ) l`)
  return asMap(rows)
}

/** What stopped an order, and the step it stopped at; null outside the pipeline. */
export type NamedCause = { kind: string; message: string; step: string | null }

/** What the newest exceptions with these fingerprints say, by fingerprint. */
export async function findCauses(
  tx: Executor,
  fingerprints: readonly string[],
): Promise<Map<string, NamedCause>> {
  if (fingerprints.length === 0) return new Map()
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select wanted.fingerprint, e.kind, e.message, e.step
    from unnest(${sql.param([...fingerprints])}::text[]) wanted(fingerprint)
    cross join lateral (
      select kind, message, step from exceptions where fingerprint = wanted.fingerprint
      order by opened_at desc limit 1
    ) e`)
  return new Map([...rows].map((row) => [String(row.fingerprint), row as NamedCause]))
}

function asMap(rows: Iterable<Record<string, unknown>>): Map<string, string> {
  return new Map([...rows].map((row) => [(row as Named).id, (row as Named).name]))
}
