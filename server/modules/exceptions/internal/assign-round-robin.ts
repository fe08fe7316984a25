import { listInTurn, lockTurn, saveTurn } from '@/db/queries/settings/assignment-settings'
import { type Candidate, nextInTurn } from '@/domain/staff/round-robin'
import type { WriteScope } from '@/server/unit-of-work'

/** Whose turn it is, and counts it as theirs; undefined while work is not given in turn. */
export async function assignInTurn(scope: WriteScope): Promise<Candidate | undefined> {
  const turn = await lockTurn(scope.tx)
  if (!turn) return undefined
  const next = nextInTurn(await listInTurn(scope.tx), turn.lastStaffId)
  if (next) await saveTurn(scope.tx, next.id)
  return next
}
