import { z } from 'zod'
import { staffIdSchema, storefrontIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfView = z.object({ viewId: z.string() })
const ofView = { type: 'view', id: 'viewId' } as const

export const savedViewSaved = defineEvent(
  'saved_view.saved',
  OfView.extend({ scope: z.string(), name: z.string(), isShared: z.boolean() }),
  'A staff member saved a view of a list or report.',
  { audit: ofView },
)

export const savedViewDeleted = defineEvent(
  'saved_view.deleted',
  OfView.extend({ name: z.string(), query: z.string(), isShared: z.boolean() }),
  'A staff member deleted a saved view.',
  { audit: ofView },
)

const ofRole = { type: 'role', id: 'role' } as const

export const defaultViewChosen = defineEvent(
  'saved_view.default_chosen',
  z.object({ role: z.string(), scope: z.string(), viewId: z.string().nullable() }),
  'A default view was chosen for a role, or removed.',
  { audit: ofRole },
)

export const roleAlertsSaved = defineEvent(
  'role_alerts.saved',
  z.object({ role: z.string(), hasAlerts: z.boolean(), hasDigest: z.boolean() }),
  'The default alerts of a role were changed.',
  { audit: ofRole },
)

export const staffAlertsSaved = defineEvent(
  'staff_alerts.saved',
  z.object({
    staffId: staffIdSchema,
    hasAlerts: z.boolean().nullable(),
    hasDigest: z.boolean().nullable(),
    timeZone: z.string().nullable(),
    quietFrom: z.number().nullable(),
    quietUntil: z.number().nullable(),
  }),
  'A staff member changed which alerts they receive and when.',
  { audit: { type: 'staff', id: 'staffId' } },
)

const OfChannel = z.object({ channelId: z.string() })
const ofChannel = { type: 'alert_channel', id: 'channelId' } as const

export const alertChannelAdded = defineEvent(
  'alert_channel.added',
  OfChannel.extend({
    name: z.string(),
    host: z.string(),
    hasAlerts: z.boolean(),
    hasDigest: z.boolean(),
  }),
  'A channel that alerts are posted to was added.',
  { audit: ofChannel },
)

export const alertChannelRemoved = defineEvent(
  'alert_channel.removed',
  OfChannel,
  'An alert channel was removed.',
  { audit: ofChannel },
)

/** Settings as they were and are; JSON. */
const Change = { before: z.unknown(), after: z.unknown() }

export const storefrontConfigured = defineEvent(
  'storefront.configured',
  z.object({ storefrontId: storefrontIdSchema, ...Change }),
  'The settings of a storefront were changed.',
  { audit: { type: 'storefront', id: 'storefrontId' } },
)

export const refundLimitsSaved = defineEvent(
  'refund_limits.saved',
  z.object({ role: z.string(), shopCurrency: z.string(), reason: z.string(), ...Change }),
  'The refund limits of a role were changed; amounts are plain decimals.',
  { audit: ofRole },
)

const ofKind = { type: 'exception_kind', id: 'kind' } as const

export const playbookSaved = defineEvent(
  'playbook.saved',
  z.object({ kind: z.string(), version: z.number(), isDefault: z.boolean() }),
  'The playbook of an exception kind was changed or reset.',
  { audit: ofKind },
)

export const retryPolicySaved = defineEvent(
  'retry_policy.saved',
  z.object({
    kind: z.string(),
    version: z.number(),
    delaysSeconds: z.array(z.number()).nullable(),
    jitter: z.number().nullable(),
    reason: z.string(),
    before: z.unknown(),
  }),
  'The retry policy of an exception kind was changed or reset.',
  { audit: ofKind },
)

const ofInbox = { type: 'settings', fixedId: 'inbox' } as const

export const assignmentSaved = defineEvent(
  'assignment.saved',
  z.object({ isRoundRobin: z.boolean() }),
  'Assigning new exceptions in rotation was turned on or off.',
  { audit: ofInbox },
)

export const workHoursSaved = defineEvent(
  'work_hours.saved',
  z.object({
    version: z.number(),
    hours: z.unknown(),
    reason: z.string(),
    before: z.unknown(),
  }),
  "The team's working hours were changed or reset.",
  { audit: ofInbox },
)
