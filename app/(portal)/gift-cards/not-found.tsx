import { NotFoundPage } from '@/components/states/not-found-page'
import { giftCardsPath } from '@/paths/routes'

export default function GiftCardNotFound() {
  return (
    <NotFoundPage
      title="Gift card not found"
      back={{ href: giftCardsPath(), label: 'All gift cards' }}
    >
      The link may be incomplete. Search for the last 4 characters or the order instead.
    </NotFoundPage>
  )
}
