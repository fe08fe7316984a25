import { NotFoundPage } from '@/components/states/not-found-page'
import { giftCardsPath } from '@/paths/routes'

export default function GiftCardNotFound() {
  return (
    <NotFoundPage
      title="There is no such gift card"
      back={{ href: giftCardsPath(), label: 'All gift cards' }}
    >
      The address may be incomplete. Search for the last four characters or the order instead.
    </NotFoundPage>
  )
}
