/** A `ref` for the current one of a row that scrolls sideways on a phone: brings it into view. */
export function scrollIntoViewRef(element: HTMLElement | null): void {
  element?.scrollIntoView({ inline: 'center', block: 'nearest' })
}
