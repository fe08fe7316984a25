import { Missing } from '@/components/states/missing'
import { giftCardsPath } from '@/paths/routes'

export default function GiftCardNotFound() {
  return (
    <Missing
      title="There is no such gift card"
      back={{ href: giftCardsPath(), label: 'All gift cards' }}
    >
      The address may be incomplete. Search for the last four characters or the order instead.
    </Missing>
  )
}
