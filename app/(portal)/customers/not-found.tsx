import { Missing } from '@/components/states/missing'
import { ordersPath } from '@/paths/routes'

export default function CustomerNotFound() {
  return (
    <Missing title="There is no such customer" back={{ href: ordersPath(), label: 'All orders' }}>
      The address may be incomplete. Open the customer from one of their orders.
    </Missing>
  )
}
