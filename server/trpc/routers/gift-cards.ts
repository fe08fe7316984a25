import { z } from 'zod'
import { listGiftCards, sumGiftCardLiability } from '@/db/queries/money/gift-card-list'
import { findGiftCardHeading, findGiftCardPage } from '@/db/queries/money/gift-card-page'
import { GIFT_CARD_STATES } from '@/domain/gift-card/gift-card-state'
import type { Role } from '@/domain/staff/permissions'
import { maskEmail, maskName, seesPersonalData } from '@/domain/staff/personal-data'
import { previewReversal } from '@/server/modules/gift-cards/preview-reversal'
import {
  ReverseGiftCardInput,
  reverseGiftCard,
} from '@/server/modules/gift-cards/reverse-gift-card'
import { VoidGiftCardInput, voidGiftCard } from '@/server/modules/gift-cards/void-gift-card'
import { giftCardFingerprint } from '@/server/modules/refunds/gift-card-code'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { SearchInput } from '../inputs'

const reading = procedureWith('gift_cards.read')
const managing = procedureWith('gift_cards.manage')

const ListGiftCardsInput = z.object({
  search: SearchInput,
  state: z.enum(GIFT_CARD_STATES).optional(),
  after: z.uuid().optional(),
  before: z.uuid().optional(),
})

const OneGiftCard = z.object({ giftCardId: z.uuid() })

/** Gift cards that we issued, with balance and ledger. */
export const giftCardsRouter = router({
  list: reading.input(ListGiftCardsInput).query(async ({ input, ctx }) => {
    const { after, before, ...filter } = input
    const id = after ?? before
    const cursor = id && { direction: after ? ('after' as const) : ('before' as const), id }
    const { codeHash } = giftCardFingerprint(filter.search)
    const page = await listGiftCards({ ...filter, codeHash, ...(cursor && { cursor }) })
    return { ...page, rows: page.rows.map((row) => maskCustomer(row, ctx.staff.role)) }
  }),

  liability: reading.query(() => sumGiftCardLiability()),

  heading: reading.input(OneGiftCard).query(async ({ input }) => {
    const heading = await findGiftCardHeading(input.giftCardId)
    if (!heading) throw new AppError('not_found', 'Gift card not found.')
    return heading
  }),

  get: reading.input(OneGiftCard).query(async ({ input, ctx }) => {
    const found = await findGiftCardPage(input.giftCardId)
    if (!found) throw new AppError('not_found', 'Gift card not found.')
    const reversal = await previewReversal(input.giftCardId)
    return { ...found, card: maskCustomer(found.card, ctx.staff.role), reversal }
  }),

  reverse: managing
    .input(ReverseGiftCardInput)
    .mutation(({ input, ctx }) => reverseGiftCard(input, ctx.command)),

  void: managing
    .input(VoidGiftCardInput)
    .mutation(({ input, ctx }) => voidGiftCard(input, ctx.command)),
})

/** Returns the card with name and email masked unless the role sees personal data. */
function maskCustomer<T extends { customerName: string | null; email: string | null }>(
  card: T,
  role: Role,
): T {
  if (seesPersonalData(role)) return card
  const { customerName, email } = card
  return { ...card, customerName: customerName && maskName(customerName), email: maskEmail(email) }
}
