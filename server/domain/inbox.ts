import type { ExceptionStage } from './exceptions/kind'
import { isAllowed, type Permission, ROLES, type Role } from './permissions'

/** What it takes to work an exception: engineers have a stage of their own. */
export function permissionForStage(stage: ExceptionStage): Permission {
  return stage === 'engineer' ? 'exceptions.engineer' : 'orders.act'
}

/** The roles whose people may work an exception of this stage. */
export function rolesForStage(stage: ExceptionStage): Role[] {
  return ROLES.filter((role) => isAllowed(role, permissionForStage(stage)))
}
