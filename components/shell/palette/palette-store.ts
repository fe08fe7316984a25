import { createSpotlight } from '@mantine/spotlight'

/** Opens and closes the palette from anywhere; the store is for the palette itself. */
export const [paletteStore, palette] = createSpotlight()

/** Makes the first action the one that Enter triggers, after the list has changed. */
export function selectFirstAction(): void {
  const { listId } = paletteStore.getState()
  const actions = document.getElementById(listId)?.querySelectorAll('[data-action]') ?? []
  for (const action of actions) action.removeAttribute('data-selected')
  actions[0]?.setAttribute('data-selected', 'true')
  paletteStore.updateState((state) => ({ ...state, selected: 0 }))
}
