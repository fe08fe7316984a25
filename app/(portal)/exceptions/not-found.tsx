import { NotFoundPage } from '@/components/states/not-found-page'
import { exceptionsPath } from '@/paths/routes'

export default function ExceptionNotFound() {
  return (
    <NotFoundPage
      title="Exception not found"
      back={{ href: exceptionsPath(), label: 'All exceptions' }}
    >
      Check the link, or find the exception on the page of its order.
    </NotFoundPage>
  )
}
