import { Missing } from '@/components/states/missing'
import { deliveriesPath } from '@/paths/routes'

export default function DeliveryNotFound() {
  return (
    <Missing
      title="There is no such delivery"
      back={{ href: deliveriesPath(), label: 'All deliveries' }}
    >
      The address may be incomplete. Search for the delivery id or the order instead.
    </Missing>
  )
}
