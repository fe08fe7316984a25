import { parse } from 'lossless-json'
import { PayloadError } from '../payload/payload-error'

/**
 * Parses a body and keeps every number as the text of its digits, so that ids beyond 2^53 and
 * amounts stay as they were written. Numbers and texts look the same afterwards, which suits
 * storefronts that send amounts as either.
 * @throws PayloadError when it is not JSON
 */
export function parseLossless(body: Uint8Array): unknown {
  try {
    return parse(new TextDecoder().decode(body), undefined, (digits) => digits)
  } catch (error) {
    throw new PayloadError([`The body is not JSON: ${error instanceof Error ? error.message : ''}`])
  }
}
