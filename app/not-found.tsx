import { NotFoundPage } from '@/components/states/not-found-page'
import { homePath } from '@/paths/routes'

export default function NotFound() {
  return (
    <main>
      <NotFoundPage title="Page not found" back={{ href: homePath(), label: 'Go to home page' }}>
        The link may be mistyped, or the page may have moved.
      </NotFoundPage>
    </main>
  )
}
