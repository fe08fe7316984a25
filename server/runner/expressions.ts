import { createHash } from 'node:crypto'

/** A property path in an event, e.g. `['data', 'orderId']`. */
export type EventPath = readonly string[]

/** Matches events whose value at `path` is exactly the string `value`. */
export type EventFilter = { path: EventPath; value: string }

const PATH = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`
const KEY = new RegExp(`^event\\.(${PATH})$`)
const FILTER = new RegExp(`^event\\.(${PATH}) == (?:'([^'"\\\\]*)'|"([^'"\\\\]*)")$`)
const MATCH = new RegExp(`^event\\.(${PATH}) == async\\.(${PATH})$`)

/** Parses a key expression. @throws if it is not a plain path such as `event.data.orderId` */
export function parseKey(source: string): EventPath {
  const [, path] = KEY.exec(source) ?? []
  if (path === undefined)
    throw new Error('the embedded runner accepts only a path such as event.data.orderId')
  return path.split('.')
}

/**
 * Parses the condition of a trigger. The SDK generates one for every `onFailure`.
 *
 * @throws if it is not a comparison of a path with a string, such as `event.data.kind == 'large'`
 */
export function parseFilter(source: string): EventFilter {
  const [, path, single, double] = FILTER.exec(source) ?? []
  const value = single ?? double
  if (path === undefined || value === undefined)
    throw new Error(
      "the embedded runner accepts only a comparison such as event.data.kind == 'large'",
    )
  return { path: path.split('.'), value }
}

/**
 * Parses the condition of `cancelOn`. The SDK converts `match: 'data.orderId'` to
 * `event.data.orderId == async.data.orderId`.
 *
 * @throws if it does not compare the same path of both events
 */
export function parseMatch(source: string): EventPath {
  const [, path, other] = MATCH.exec(source) ?? []
  if (path === undefined || path !== other)
    throw new Error("the embedded runner accepts only match, such as match: 'data.orderId'")
  return path.split('.')
}

/** Returns whether an event matches a trigger's filter. An event without the path does not match. */
export function matchesFilter(
  filter: EventFilter | undefined,
  event: Record<string, unknown>,
): boolean {
  return !filter || valueAt(event, filter.path) === filter.value
}

/**
 * Returns the value at a key's path as text of at most 100 characters; equal values have equal texts.
 * If the event does not have the path, the value is null.
 */
export function keyOf(key: EventPath, event: Record<string, unknown>): string {
  const text = JSON.stringify(valueAt(event, key) ?? null)
  return text.length <= 100 ? text : createHash('sha256').update(text).digest('base64url')
}

/** Returns the value at a path; undefined if the event does not have it. */
export function valueAt(event: Record<string, unknown>, path: EventPath): unknown {
  let value: unknown = event
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
