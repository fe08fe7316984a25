import { createHash } from 'node:crypto'
import { Environment } from '@marcbachmann/cel-js'

/** A compiled CEL expression over `event`. */
export type Expression = (event: Record<string, unknown>) => unknown

const environment = new Environment().registerVariable('event', 'map')

/** Compiles an expression of a function's configuration; throws with the parser's words. */
export function compileExpression(source: string): Expression {
  const evaluate = environment.parse(source)
  const checked = evaluate.check()
  if (!checked.valid) throw new Error(checked.error?.message ?? 'it is not valid')
  return (event) => evaluate({ event })
}

/** Whether a filter lets the event through. A path that the event lacks means no. */
export function matches(filter: Expression | undefined, event: Record<string, unknown>): boolean {
  if (!filter) return true
  try {
    return filter(event) === true
  } catch {
    return false
  }
}

/**
 * The value of a key expression as short text, equal for equal values. A path that the event
 * lacks counts as null.
 */
export function keyOf(key: Expression, event: Record<string, unknown>): string {
  let value: unknown
  try {
    value = key(event)
  } catch {
    value = null
  }
  const text = JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}` : v)) ?? 'null'
  return text.length <= 100 ? text : createHash('sha256').update(text).digest('base64url')
}

// `match: 'data.orderId'` in code arrives as this.
const SAME_PATH = /^event\.([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*) == async\.([\w.]+)$/

/** The path of a condition `event.<path> == async.<path>`; undefined for every other one. */
export function samePath(condition: string): string[] | undefined {
  const [, left, right] = SAME_PATH.exec(condition) ?? []
  return left !== undefined && left === right ? left.split('.') : undefined
}

/** What stands at a path of an event; undefined when the event lacks it. */
export function valueAt(event: Record<string, unknown>, path: string[]): unknown {
  let value: unknown = event
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}
