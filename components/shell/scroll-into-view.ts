/** A `ref` callback that scrolls the current item of a horizontally scrolling row into view. */
export function scrollIntoViewRef(element: HTMLElement | null): void {
  element?.scrollIntoView({ inline: 'center', block: 'nearest' })
}
