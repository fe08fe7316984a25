import type { VendorConnection } from './domain/vendor'

/** Where the outside world is, built from the environment. */
export function paymentGateway(): VendorConnection {
  throw new Error('not there yet')
}

export function carrier(): VendorConnection {
  throw new Error('not there yet')
}

/** The mail server's URL. */
export function mailTransport(): string {
  throw new Error('not there yet')
}

/** Undefined: nothing lets us write to this shop. */
export function storefrontAdmin(_shopDomain: string): VendorConnection | undefined {
  throw new Error('not there yet')
}
