import { NotFoundPage } from '@/components/states/not-found-page'
import { giftCardsPath } from '@/paths/routes'

export default function GiftCardNotFound() {
  return (
    <NotFoundPage
      title="Gift card not found"
      back={{ href: giftCardsPath(), label: 'All gift cards' }}
    >
      Check the link, or search by last 4 characters or order number.
    </NotFoundPage>
  )
}
