import { z } from 'zod'
import { listGiftCards, sumGiftCardLiability } from '@/db/queries/gift-card-list'
import { findGiftCardHeading, findGiftCardPage } from '@/db/queries/gift-card-page'
import { giftCardPrint } from '../../commands/gift-cards/gift-card-code'
import { VoidGiftCardInput, voidGiftCard } from '../../commands/gift-cards/void-gift-card'
import { GIFT_CARD_STATES } from '../../domain/gift-card-state'
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

/** Gift cards that we issued: what is on them, and what became of them. */
export const giftCardsRouter = router({
  list: reading.input(ListGiftCardsInput).query(({ input: { after, before, ...filter } }) => {
    const id = after ?? before
    const cursor = id && { direction: after ? ('after' as const) : ('before' as const), id }
    const { codeHash } = giftCardPrint(filter.search)
    return listGiftCards({ ...filter, codeHash, ...(cursor && { cursor }) })
  }),

  liability: reading.query(() => sumGiftCardLiability()),

  heading: reading.input(OneGiftCard).query(async ({ input }) => {
    const heading = await findGiftCardHeading(input.giftCardId)
    if (!heading) throw new AppError('not_found', 'There is no such gift card.')
    return heading
  }),

  get: reading.input(OneGiftCard).query(async ({ input }) => {
    const found = await findGiftCardPage(input.giftCardId)
    if (!found) throw new AppError('not_found', 'There is no such gift card.')
    return found
  }),

  void: managing
    .input(VoidGiftCardInput)
    .mutation(({ input, ctx }) => voidGiftCard(input, ctx.command)),
})
