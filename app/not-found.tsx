import { Missing } from '@/components/states/missing'
import { homePath } from '@/paths/routes'

export default function NotFound() {
  return (
    <main>
      <Missing title="There is no such page" back={{ href: homePath(), label: 'Go to Aftercart' }}>
        The address may be mistyped, or what stood here has moved.
      </Missing>
    </main>
  )
}
