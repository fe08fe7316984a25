import { z } from 'zod'
import { isAllowed, type Permission, ROLES, type Role } from '../staff/permissions'
import { isExceptionKind } from './exception-kinds'
import type { ExceptionStage } from './kind'

/** What it takes to work an exception: engineers have a stage of their own. */
export function permissionForStage(stage: ExceptionStage): Permission {
  return stage === 'engineer' ? 'exceptions.engineer' : 'orders.act'
}

/** The roles whose people may work an exception of this stage. */
export function rolesForStage(stage: ExceptionStage): Role[] {
  return ROLES.filter((role) => isAllowed(role, permissionForStage(stage)))
}

/** The stages whose exceptions a person of this role may work. */
export function stagesForRole(role: Role): ExceptionStage[] {
  return EXCEPTION_STAGES.filter((stage) => isAllowed(role, permissionForStage(stage)))
}

/** The tabs over the inbox; each shows exceptions that are still open. */
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

/** How old an exception is at least, in hours. */
export const INBOX_AGES = { '1h': 1, '1d': 24, '3d': 72, '7d': 168 } as const
export type InboxAge = keyof typeof INBOX_AGES
export const INBOX_AGE_NAMES = Object.keys(INBOX_AGES) as [InboxAge, ...InboxAge[]]

/** The order of the flat list, and of the groups. */
export const INBOX_SORTS = ['due', 'oldest', 'newest'] as const
export const GROUP_SORTS = ['count', 'due', 'oldest'] as const
export type InboxSort = (typeof INBOX_SORTS)[number]
export type GroupSort = (typeof GROUP_SORTS)[number]

// Postgres knows no NUL, so none can have been stored.
const value = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => !text.includes('\0'), 'That is no value of this filter.')

/** Which exceptions of the inbox are meant; also what a job on many of them keeps. */
export const InboxFilter = z.object({
  tab: z.enum(INBOX_TAB_NAMES).default('all'),
  kind: value.refine(isExceptionKind, 'There is no such kind of exception.').optional(),
  severity: z.enum(EXCEPTION_SEVERITIES).optional(),
  stage: z.enum(EXCEPTION_STAGES).optional(),
  storefrontId: z.uuid().optional(),
  country: value.optional(),
  gateway: value.optional(),
  age: z.enum(INBOX_AGE_NAMES).optional(),
  /** One group: everything of the same cause. */
  fingerprint: value.optional(),
})
export type InboxFilter = z.infer<typeof InboxFilter>

/** A place in a sorted list: the row's value of what it is sorted by, and its id. */
export type InboxCursor = { at: number; id: string }

/** The cursor as it stands in a URL: `1763820000000~0199...`. */
export function formatInboxCursor({ at, id }: InboxCursor): string {
  return `${at}~${id}`
}

/** Reads what `formatInboxCursor` wrote; undefined for anything else. */
export function parseInboxCursor(text: string): InboxCursor | undefined {
  const parts = /^(\d{1,15})~([^~\0]{1,300})$/.exec(text)
  if (!parts?.[1] || !parts[2]) return undefined
  return { at: Number(parts[1]), id: parts[2] }
}
