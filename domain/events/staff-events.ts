import { z } from 'zod'
import { staffIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfStaff = z.object({ staffId: staffIdSchema })
const audit = { type: 'staff', id: 'staffId' } as const

export const staffAdded = defineEvent(
  'staff.added',
  OfStaff.extend({ role: z.string().optional() }),
  'A person was added to the staff list.',
  { audit },
)

const Access = z.object({ name: z.string(), role: z.string(), isDisabled: z.boolean() })

export const staffChanged = defineEvent(
  'staff.changed',
  OfStaff.extend({ before: Access, after: Access }),
  "A staff member's name, role or access was changed.",
  { audit },
)

export const staffPasswordSet = defineEvent(
  'staff.password_set',
  OfStaff,
  'A staff member received a new password and was signed out everywhere.',
  { audit },
)

export const staffSignedOutEverywhere = defineEvent(
  'staff.signed_out_everywhere',
  OfStaff.extend({ sessions: z.number() }),
  'Every session of a staff member was ended.',
  { audit },
)

export const sessionOpened = defineEvent(
  'session.opened',
  OfStaff.extend({ sessionId: z.string(), method: z.enum(['password', 'single sign-on']) }),
  'A staff member signed in.',
  { audit },
)

export const sessionClosed = defineEvent(
  'session.closed',
  OfStaff.extend({ sessionId: z.string() }),
  'A staff member signed out.',
  { audit },
)
