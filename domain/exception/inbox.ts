import { z } from 'zod'
import { isAllowed, type Permission, ROLES, type Role } from '../staff/permissions'
import { isExceptionKind } from './exception-kinds'
import type { ExceptionStage } from './kind'

/** Returns the permission to work on exceptions of a stage. */
export function permissionForStage(stage: ExceptionStage): Permission {
  return stage === 'engineer' ? 'exceptions.engineer' : 'orders.act'
}

/** Returns the roles that may work on exceptions of a stage. */
export function rolesForStage(stage: ExceptionStage): Role[] {
  return ROLES.filter((role) => isAllowed(role, permissionForStage(stage)))
}

/** Returns the stages a role may work on. */
export function stagesForRole(role: Role): ExceptionStage[] {
  return EXCEPTION_STAGES.filter((stage) => isAllowed(role, permissionForStage(stage)))
}

/** The tabs of the inbox. Each shows only open exceptions. */
export const INBOX_TABS = {
  mine: 'Mine',
  unassigned: 'Unassigned',
  due: 'Due soon',
  waiting: 'Waiting',
  all: 'All',
} as const
export type InboxTab = keyof typeof INBOX_TABS
export const INBOX_TAB_NAMES = Object.keys(INBOX_TABS) as [InboxTab, ...InboxTab[]]

export const EXCEPTION_STAGES = ['auto', 'staff', 'engineer'] as const
export const EXCEPTION_SEVERITIES = ['critical', 'high', 'normal', 'low'] as const

/** Minimum age of an exception, in hours. */
export const INBOX_AGES = { '1h': 1, '1d': 24, '3d': 72, '7d': 168 } as const
export type InboxAge = keyof typeof INBOX_AGES
export const INBOX_AGE_NAMES = Object.keys(INBOX_AGES) as [InboxAge, ...InboxAge[]]

/** Sort orders of the flat list and of the groups. */
export const INBOX_SORTS = ['due', 'oldest', 'newest'] as const
export const GROUP_SORTS = ['count', 'due', 'oldest'] as const
export type InboxSort = (typeof INBOX_SORTS)[number]
export type GroupSort = (typeof GROUP_SORTS)[number]

// Postgres text cannot contain NUL.
const value = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => !text.includes('\0'), 'Enter a valid filter value.')

/** Filter of the inbox. Bulk jobs store it too. */
export const InboxFilter = z.object({
  tab: z.enum(INBOX_TAB_NAMES).default('all'),
  kind: value.refine(isExceptionKind, 'Unknown kind of exception.').optional(),
  severity: z.enum(EXCEPTION_SEVERITIES).optional(),
  stage: z.enum(EXCEPTION_STAGES).optional(),
  storefrontId: z.uuid().optional(),
  country: value.optional(),
  gateway: value.optional(),
  age: z.enum(INBOX_AGE_NAMES).optional(),
  /** One group: the exceptions of one cause. */
  fingerprint: value.optional(),
})
export type InboxFilter = z.infer<typeof InboxFilter>

/** A position in a sorted list: the row's sort value and its ID. */
export type InboxCursor = { at: number; id: string }

/** Returns the cursor for a URL: `1763820000000~0199...`. */
export function formatInboxCursor({ at, id }: InboxCursor): string {
  return `${at}~${id}`
}

/** Parses a cursor from a URL; undefined for an invalid one. */
export function parseInboxCursor(text: string): InboxCursor | undefined {
  const parts = /^(\d{1,15})~([^~\0]{1,300})$/.exec(text)
  if (!parts?.[1] || !parts[2]) return undefined
  return { at: Number(parts[1]), id: parts[2] }
}
