import { NotFoundPage } from '@/components/states/not-found-page'
import { ordersPath } from '@/paths/routes'

export default function OrderNotFound() {
  return (
    <NotFoundPage title="Order not found" back={{ href: ordersPath(), label: 'All orders' }}>
      Check the link, or search for the order by number, name or email.
    </NotFoundPage>
  )
}
