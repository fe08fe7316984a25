import { listInTurn, lockTurn, saveTurn } from '@/db/queries/settings/assignment-settings'
import { type Candidate, nextInTurn } from '@/domain/staff/round-robin'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Whose turn it is, and counts it as theirs; undefined while work is not given in turn. */
export async function assignRoundRobin(uow: UnitOfWork): Promise<Candidate | undefined> {
  const turn = await lockTurn(uow.tx)
  if (!turn) return undefined
  const next = nextInTurn(await listInTurn(uow.tx), turn.lastStaffId)
  if (next) await saveTurn(uow.tx, next.id)
  return next
}
