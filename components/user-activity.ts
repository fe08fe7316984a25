/** Nobody has touched a page for so long that it counts as left alone. */
const LEFT_ALONE_MS = 5 * 60_000

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

let touchedAt = Date.now()

if (typeof window !== 'undefined')
  for (const type of TOUCHES)
    window.addEventListener(type, noteTouch, { capture: true, passive: true })

function noteTouch(): void {
  touchedAt = Date.now()
}

/** Whether this page asks for news although nobody sits before it. */
export function isUserIdle(): boolean {
  return Date.now() - touchedAt > LEFT_ALONE_MS
}
