import { NotFoundPage } from '@/components/states/not-found-page'
import { homePath } from '@/paths/routes'

export default function NotFound() {
  return (
    <main>
      <NotFoundPage title="Page not found" back={{ href: homePath(), label: 'Go to home page' }}>
        Check the link, or go to the home page.
      </NotFoundPage>
    </main>
  )
}
