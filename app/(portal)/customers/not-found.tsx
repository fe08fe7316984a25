import { NotFoundPage } from '@/components/states/not-found-page'
import { ordersPath } from '@/paths/routes'

export default function CustomerNotFound() {
  return (
    <NotFoundPage title="Customer not found" back={{ href: ordersPath(), label: 'All orders' }}>
      Check the link, or open the customer from one of their orders.
    </NotFoundPage>
  )
}
