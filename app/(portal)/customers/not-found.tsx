import { NotFoundPage } from '@/components/states/not-found-page'
import { ordersPath } from '@/paths/routes'

export default function CustomerNotFound() {
  return (
    <NotFoundPage title="Customer not found" back={{ href: ordersPath(), label: 'All orders' }}>
      The link may be incomplete. Open the customer from one of their orders.
    </NotFoundPage>
  )
}
