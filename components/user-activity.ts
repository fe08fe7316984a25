const IDLE_AFTER_MS = 5 * 60_000

const ACTIVITY_EVENTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

let lastActiveAt = Date.now()

if (typeof window !== 'undefined')
  for (const type of ACTIVITY_EVENTS)
    window.addEventListener(type, recordActivity, { capture: true, passive: true })

function recordActivity(): void {
  lastActiveAt = Date.now()
}

/** Returns true if the user has been idle for five minutes. */
export function isUserIdle(): boolean {
  return Date.now() - lastActiveAt > IDLE_AFTER_MS
}
