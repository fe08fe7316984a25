import { z } from 'zod'
import { giftCardIdSchema, orderIdSchema, resolutionIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfCard = z.object({ giftCardId: giftCardIdSchema })
const timeline = {} as const
const audit = { type: 'gift_card', id: 'giftCardId' } as const

/** `amount` is formatted with its currency. */
const CardChange = OfCard.extend({
  orderId: orderIdSchema.nullable(),
  lastFour: z.string(),
  amount: z.string(),
  note: z.string(),
})

export const giftCardIssued = defineEvent(
  'gift_card.issued',
  OfCard.extend({ resolutionId: resolutionIdSchema }),
  'A refund was paid out as a new gift card.',
  { audit },
)

export const giftCardIdentified = defineEvent(
  'gift_card.identified',
  OfCard.extend({ externalId: z.string(), orderId: orderIdSchema }),
  'A gift card of ours was matched to the card that paid an order at the storefront.',
  { audit },
)

export const giftCardReversed = defineEvent(
  'gift_card.reversed',
  CardChange,
  'An unspent gift card was turned back into a refund.',
  { timeline, audit },
)

export const giftCardVoided = defineEvent(
  'gift_card.voided',
  CardChange,
  'A gift card was voided, with the balance it still had.',
  { timeline, audit },
)
