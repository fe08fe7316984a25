import { z } from 'zod'
import { ROLES } from './permissions'

export const AddStaffInput = z.object({
  email: z.string().max(300),
  name: z.string().max(200),
  role: z.enum(ROLES),
})
export type AddStaffInput = z.infer<typeof AddStaffInput>

export const ChangeStaffInput = z.object({
  staffId: z.uuid(),
  /** The row's version that the admin saw. */
  seenVersion: z.number().int().min(1),
  name: z.string().trim().min(1, 'Enter a name.').max(200),
  role: z.enum(ROLES),
  /** True: signed out at their next request, and unable to sign in. */
  isDisabled: z.boolean(),
})
export type ChangeStaffInput = z.infer<typeof ChangeStaffInput>

/** Twice the longest password: normalizing can shorten it. */
const MAX_PASSWORD_INPUT = 2000

export const SetPasswordInput = z.object({
  email: z.string().max(300),
  password: z.string().max(MAX_PASSWORD_INPUT),
})
export type SetPasswordInput = z.infer<typeof SetPasswordInput>
