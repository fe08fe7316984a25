import { env } from './env'

/** Written into the code when it is built, for where nobody sets the variable. */
const BUILT = process.env.AFTERCART_BUILT_VERSION

/** Which version of the code runs here: the package's, and the commit where one is known. */
export function appVersion(): string {
  return env().AFTERCART_VERSION ?? BUILT ?? 'unknown'
}
