import { createSpotlight } from '@mantine/spotlight'

/** `palette` opens and closes the palette from anywhere. Only the palette itself uses the store. */
export const [paletteStore, palette] = createSpotlight()

/** Selects the first action, which Enter triggers, after the list has changed. */
export function selectFirstAction(): void {
  const { listId } = paletteStore.getState()
  const actions = document.getElementById(listId)?.querySelectorAll('[data-action]') ?? []
  for (const action of actions) action.removeAttribute('data-selected')
  actions[0]?.setAttribute('data-selected', 'true')
  paletteStore.updateState((state) => ({ ...state, selected: 0 }))
}
