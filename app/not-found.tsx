import { NotFoundPage } from '@/components/states/not-found-page'
import { homePath } from '@/paths/routes'

export default function NotFound() {
  return (
    <main>
      <NotFoundPage
        title="There is no such page"
        back={{ href: homePath(), label: 'Go to Aftercart' }}
      >
        The address may be mistyped, or what stood here has moved.
      </NotFoundPage>
    </main>
  )
}
