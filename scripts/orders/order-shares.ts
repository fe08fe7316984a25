import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { splitByLargestRemainder } from '../../domain/money/money'

/** The outcomes of a run's orders, by their rows; each order counts once. */
export const SHARES = {
  alone: 'handled automatically',
  staff: 'resolved by staff',
  open: 'waiting for staff',
  escalated: 'escalated to engineering',
  moving: 'still in progress',
} as const

export type Share = keyof typeof SHARES
export type Shares = Record<Share, number>

type Act = (sql: postgres.Sql) => Promise<void>

const POLL_MS = 1000

/**
 * Waits until no order moves automatically or the time limit passes, and counts the outcomes. An
 * exception's row decides: who closed it, and its stage.
 * @param hasStaff also waits for orders that only staff can resolve
 * @param act what the sandbox's staff do at each poll
 */
export async function waitForShares(
  databaseUrl: string,
  externalIds: string[],
  { waitMs, hasStaff, act }: { waitMs: number; hasStaff: boolean; act?: Act | undefined },
): Promise<Shares> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const until = Date.now() + waitMs
  try {
    for (;;) {
      await act?.(sql)
      const shares = await countShares(sql, externalIds)
      const rest = shares.moving + (hasStaff ? shares.open : 0)
      if (rest === 0 || Date.now() >= until) return shares
      await pause(POLL_MS)
    }
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function countShares(sql: postgres.Sql, externalIds: string[]): Promise<Shares> {
  const rows = await sql<{ share: Share; orders: number }[]>`
    select share, count(*)::int as orders from (
      select case
        when bool_or(e.stage = 'engineer') then 'escalated'
        when bool_or(e.status in ('open', 'in_progress', 'waiting')) then 'open'
        when o.id is null or o.status not in ('completed', 'canceled')
          or bool_or(e.status = 'retrying') then 'moving'
        when bool_or(not e.is_auto_resolved) then 'staff'
        else 'alone'
      end as share
      from unnest(${externalIds}::text[]) as placed (external_id)
      left join orders o on o.external_id = placed.external_id
      left join exceptions e on e.order_id = o.id
      group by placed.external_id, o.id
    ) counted group by share`
  const none: Shares = { alone: 0, staff: 0, open: 0, escalated: 0, moving: 0 }
  return Object.assign(none, Object.fromEntries(rows.map(({ share, orders }) => [share, orders])))
}

/** Returns one line per share, in percent with one decimal; they add up to exactly 100 %. */
export function shareLines(shares: Shares): string[] {
  const names = Object.keys(SHARES) as Share[]
  const counts = names.map((name) => BigInt(shares[name]))
  const tenths = splitByLargestRemainder(1000n, counts)
  return names.flatMap((name, i) => {
    const isShown = name !== 'moving' || shares.moving > 0
    const percent = (Number(tenths[i] ?? 0n) / 10).toFixed(1)
    return isShown ? [`${percent.padStart(5)} % ${SHARES[name]} (${shares[name]})`] : []
  })
}
