import { z } from 'zod'
import { orderIdSchema, resolutionIdSchema, staffIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfOrder = z.object({ orderId: orderIdSchema })
const timeline = {} as const
const audit = { type: 'order', id: 'orderId' } as const

export const orderPlaced = defineEvent(
  'order.placed',
  OfOrder.extend({ topic: z.string(), storefront: z.string() }),
  'A storefront sent a new order.',
  { timeline },
)

export const orderUpdated = defineEvent(
  'order.updated',
  OfOrder.extend({ topic: z.string(), changes: z.array(z.string()) }),
  'The storefront changed the order.',
  { timeline },
)

export const orderEdited = defineEvent(
  'order.edited',
  OfOrder.extend({ added: z.number(), removed: z.number() }),
  'Items were added or removed at the storefront; counts are in units.',
  { timeline },
)

export const orderCanceled = defineEvent(
  'order.canceled',
  OfOrder.extend({ reason: z.string().optional() }),
  'The order was canceled, by staff or at the storefront.',
  { timeline },
)

export const orderCanceledByStaff = defineEvent(
  'order.canceled_by_staff',
  OfOrder.extend({
    reason: z.string(),
    before: z.string(),
    after: z.string(),
    refundId: resolutionIdSchema.nullable(),
  }),
  'A staff member canceled the order.',
  { audit },
)

export const orderCompleted = defineEvent(
  'order.completed',
  OfOrder,
  'Every step of the order is done.',
  { timeline },
)

export const orderPaused = defineEvent(
  'order.paused',
  OfOrder.extend({ step: z.string(), reason: z.string() }),
  'A step waits for a change from outside, e.g. a payment.',
  { timeline },
)

export const orderResumed = defineEvent(
  'order.resumed',
  OfOrder.extend({ reason: z.string(), steps: z.array(z.string()) }),
  'The order continues from its first unfinished step.',
  { timeline, audit },
)

export const orderRestocked = defineEvent(
  'order.restocked',
  OfOrder.extend({ reason: z.string(), steps: z.array(z.string()) }),
  'New stock covers the order, so it continues automatically.',
  { timeline },
)

export const orderHeld = defineEvent(
  'order.held',
  OfOrder.extend({ reason: z.string(), before: z.string(), after: z.string() }),
  'A staff member put the order on hold.',
  { timeline, audit },
)

export const orderReleased = defineEvent(
  'order.released',
  OfOrder.extend({
    reason: z.string(),
    before: z.string(),
    after: z.string(),
    heldFor: z.string().nullable(),
  }),
  'A staff member released the order from its hold.',
  { timeline, audit },
)

export const orderAssigned = defineEvent(
  'order.assigned',
  OfOrder.extend({
    /** Names; null: unassigned. */
    before: z.string().nullable(),
    after: z.string().nullable(),
    beforeId: staffIdSchema.nullable(),
    afterId: staffIdSchema.nullable(),
  }),
  'The order was assigned, reassigned or unassigned.',
  {
    timeline: { omit: ['beforeId', 'afterId'] },
    audit,
  },
)

const TagChange = OfOrder.extend({
  tag: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
})

export const tagAdded = defineEvent('tag.added', TagChange, 'A tag was added to the order.', {
  timeline,
  audit,
})

export const tagRemoved = defineEvent(
  'tag.removed',
  TagChange,
  'A tag was removed from the order.',
  { timeline, audit },
)

const AddressParts = z.record(z.string(), z.string().nullable())

export const addressEdited = defineEvent(
  'address.edited',
  OfOrder.extend({ fields: z.array(z.string()), before: AddressParts, after: AddressParts }),
  'A staff member edited the shipping address.',
  // The audit log is kept forever: it names the edited fields, not the address.
  { timeline, audit: { ...audit, omit: ['before', 'after'] } },
)

export const noteAdded = defineEvent(
  'note.added',
  OfOrder.extend({ noteId: z.string(), mentions: z.array(z.string()) }),
  'A staff member added a note.',
  { timeline, audit: { ...audit, omit: ['mentions'] } },
)

export const noteEdited = defineEvent(
  'note.edited',
  OfOrder.extend({ noteId: z.string(), mentions: z.array(z.string()), version: z.number() }),
  'A staff member edited their note; `version` is the one they replaced.',
  { timeline: { omit: ['version'] }, audit: { ...audit, omit: ['mentions'] } },
)

export const orderPersonalDataRevealed = defineEvent(
  'order.personal_data_revealed',
  OfOrder,
  "A staff member viewed the customer's masked data on an order.",
  { audit },
)

export const documentOpened = defineEvent(
  'document.opened',
  OfOrder.extend({ kind: z.string() }),
  'A staff member opened an invoice, packing slip or other document.',
  { audit },
)

const Export = z.object({ exportId: z.string() })
const ofExport = { type: 'orders', id: 'exportId' } as const

export const ordersExportStarted = defineEvent(
  'orders.export_started',
  Export.extend({ filter: z.unknown() }),
  'A staff member started an export of orders.',
  { audit: ofExport },
)

export const ordersExported = defineEvent(
  'orders.exported',
  Export.extend({ rows: z.number(), isWhole: z.boolean() }),
  'An export of orders ended; `isWhole` is false when it was cut off.',
  { audit: ofExport },
)
