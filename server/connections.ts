import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { VendorConnection } from '@/domain/pipeline/vendor-outcome'
import { env } from './env'
import { AppError } from './errors'

/**
 * The header that names the shop is not covered by a webhook's signature, so our token is sent only to
 * Shopify's own hosts.
 */
const SHOPIFY_HOST = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/

/** Returns the connection to Stripe or the sandbox gateway. @throws AppError unavailable when neither is set */
export function paymentGateway(): VendorConnection {
  const { STRIPE_SECRET_KEY: apiKey } = env()
  if (apiKey) return { baseUrl: 'https://api.stripe.com', apiKey }
  return sandboxVendor('stripe', 'sk_test_sandbox') ?? missing('STRIPE_SECRET_KEY')
}

/** Returns the connection to EasyPost or the sandbox carrier. @throws AppError unavailable when neither is set */
export function carrier(): VendorConnection {
  const { EASYPOST_API_KEY: apiKey } = env()
  if (apiKey) return { baseUrl: 'https://api.easypost.com', apiKey }
  return sandboxVendor('easypost', 'EZTK_sandbox') ?? missing('EASYPOST_API_KEY')
}

/** Returns the URL of the mail server or the sandbox mailbox. @throws AppError unavailable when neither is set */
export function mailTransport(): string {
  const { SMTP_URL, AFTERCART_SANDBOX, AFTERCART_SANDBOX_SMTP } = env()
  if (SMTP_URL) return SMTP_URL
  if (AFTERCART_SANDBOX && AFTERCART_SANDBOX_SMTP) return AFTERCART_SANDBOX_SMTP
  return missing('SMTP_URL')
}

/** Returns the connection to a shop's Admin API; undefined when no token lets us write to the shop. */
export function storefrontAdmin(shopDomain: string): VendorConnection | undefined {
  if (shopDomain === SANDBOX_SHOP) return sandboxVendor(`shopify/${shopDomain}`, 'shpat_sandbox')
  const { SHOPIFY_ADMIN_TOKEN: apiKey } = env()
  if (!apiKey || !SHOPIFY_HOST.test(shopDomain)) return undefined
  return { baseUrl: `https://${shopDomain}`, apiKey }
}

/** Returns the secret that gift card codes are derived from. @throws AppError unavailable when it is not set */
export function giftCardSecret(): string {
  return env().NEXTAUTH_SECRET ?? missing('NEXTAUTH_SECRET')
}

/** Returns the portal's public URL, without a trailing slash. */
export function portalUrl(): string {
  const { NEXTAUTH_URL: url, PORT } = env()
  return url ? new URL(url).origin : `http://localhost:${PORT}`
}

/**
 * Returns the URL of a run in the engine's dashboard: the dev server's, a self-hosted one's or Inngest
 * Cloud's (https://www.inngest.com/docs/platform/monitor/inspecting-function-runs). Undefined for the
 * embedded runner, which has no dashboard.
 */
export function engineRunUrl(runId: string): string | undefined {
  const { AFTERCART_ENGINE, INNGEST_DEV, INNGEST_BASE_URL, INNGEST_SIGNING_KEY } = env()
  if (AFTERCART_ENGINE === 'embedded') return undefined
  const id = encodeURIComponent(runId)
  const isDev = INNGEST_DEV !== undefined && !['0', 'false'].includes(INNGEST_DEV)
  if (isDev || INNGEST_BASE_URL) {
    const isNamed = isDev && !['1', 'true'].includes(INNGEST_DEV)
    const base = INNGEST_BASE_URL ?? (isNamed ? INNGEST_DEV : 'http://localhost:8288')
    return `${base.replace(/\/+$/, '')}/run?runID=${id}`
  }
  // Only production keys reveal the name of their environment.
  const isProduction = INNGEST_SIGNING_KEY?.startsWith('signkey-prod-')
  return isProduction ? `https://app.inngest.com/env/production/runs/${id}` : undefined
}

/** Returns whether alert channels may point at this machine: only in the sandbox. */
export function allowsInternalUrls(): boolean {
  return env().AFTERCART_SANDBOX
}

function sandboxVendor(path: string, apiKey: string): VendorConnection | undefined {
  const { AFTERCART_SANDBOX, AFTERCART_SANDBOX_VENDORS: base } = env()
  const { AFTERCART_VENDOR_TIMEOUT_MS: timeoutMs } = env()
  if (!AFTERCART_SANDBOX || !base) return undefined
  return {
    baseUrl: `${base.replace(/\/+$/, '')}/${path}`,
    apiKey,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  }
}

function missing(variable: string): never {
  throw new AppError('unavailable', `This needs ${variable}, which is not set.`)
}
