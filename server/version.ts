import { env } from './env'

/** Set at build time, for environments without AFTERCART_VERSION. */
const BUILT = process.env.AFTERCART_BUILT_VERSION

/** Returns the running version: the package's, and the commit when known. */
export function appVersion(): string {
  return env().AFTERCART_VERSION ?? BUILT ?? 'unknown'
}
