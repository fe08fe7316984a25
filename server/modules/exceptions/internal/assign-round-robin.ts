import {
  listRotationStaff,
  lockRotation,
  saveLastAssignee,
} from '@/db/queries/settings/assignment-settings'
import { type Candidate, nextInTurn } from '@/domain/staff/round-robin'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Returns the next assignee and saves their turn; undefined while rotation is off. */
export async function assignRoundRobin(uow: UnitOfWork): Promise<Candidate | undefined> {
  const turn = await lockRotation(uow.tx)
  if (!turn) return undefined
  const next = nextInTurn(await listRotationStaff(uow.tx), turn.lastStaffId)
  if (next) await saveLastAssignee(uow.tx, next.id)
  return next
}
