import { NotFoundPage } from '@/components/states/not-found-page'
import { exceptionsPath } from '@/paths/routes'

export default function ExceptionNotFound() {
  return (
    <NotFoundPage
      title="There is no such exception"
      back={{ href: exceptionsPath(), label: 'All exceptions' }}
    >
      The address may be incomplete. Look for the order instead: its page lists its exceptions.
    </NotFoundPage>
  )
}
