import { parse } from 'lossless-json'
import { PayloadError } from '../payload/payload-error'

/**
 * Parses JSON and returns every number as a string, so that IDs beyond 2^53 and amounts keep their
 * exact digits. Numbers and strings are then indistinguishable, which suits storefronts that send
 * amounts as either.
 * @throws PayloadError if the body is not JSON
 */
export function parseLossless(body: Uint8Array): unknown {
  try {
    return parse(new TextDecoder().decode(body), undefined, (digits) => digits)
  } catch (error) {
    throw new PayloadError([`The body is not JSON: ${error instanceof Error ? error.message : ''}`])
  }
}
