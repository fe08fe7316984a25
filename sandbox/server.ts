import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openCarrier } from './easypost/carrier'
import { openMailbox } from './mailbox/mailbox'
import { openSmtp } from './mailbox/smtp'
import { openShops } from './shopify/admin'
import { openGateway } from './stripe/gateway'
import { type Reply, readBody, sendReply, type Vendor, type VendorRequest } from './vendor-http'

export type Sandbox = {
  /** Base URL of the vendors: `${url}/stripe`, `/easypost`, `/shopify/<shop>`, `/mailbox`. */
  url: string
  smtpUrl: string
  stop(): Promise<void>
}

type Options = {
  /** The vendors store their journals in its subfolder `sandbox/`. */
  folder: string
  /** 0 selects a free port. */
  port: number
  smtpPort: number
  /** Multiplies the transit time of parcels. */
  retryScale: number
}

const LOOPBACK = '127.0.0.1'

/** Starts the sandbox vendors, which listen on the loopback address only. */
export async function startSandbox(options: Options): Promise<Sandbox> {
  const folder = join(options.folder, 'sandbox')
  const gateway = openGateway(folder)
  const carrier = openCarrier(folder, options.retryScale)
  const shops = openShops(folder)
  const mailbox = openMailbox(folder)
  const vendors: Record<string, Vendor> = {
    stripe: gateway.vendor,
    easypost: carrier.vendor,
    shopify: shops.admin,
    storefront: shops.storefront,
    mailbox: mailbox.vendor,
  }
  const server = createServer((request, response) => {
    handleRequest(vendors, request)
      .catch((error: unknown): Reply => {
        console.error('The sandbox failed:', error)
        return { status: 500, json: { error: 'The sandbox failed. See its log output.' } }
      })
      .then((reply) => sendReply(response, reply))
      .catch(() => response.destroy())
  })
  // Longer than any client keeps idle connections, so that a client never reuses a closed one.
  server.keepAliveTimeout = 120_000
  const smtp = openSmtp(mailbox)
  smtp.on('error', (error) => console.error('The sandbox mail server failed:', error.message))
  const port = await listen(server, options.port)
  const smtpPort = await listen(smtp.server as unknown as Server, options.smtpPort)
  return {
    url: `http://${LOOPBACK}:${port}`,
    smtpUrl: `smtp://${LOOPBACK}:${smtpPort}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await new Promise<void>((done) => smtp.close(done))
      for (const vendor of [gateway, carrier, shops, mailbox]) vendor.close()
    },
  }
}

async function handleRequest(
  vendors: Record<string, Vendor>,
  request: IncomingMessage,
): Promise<Reply> {
  const { host = '' } = request.headers
  // Any other host name means a web page is using DNS rebinding to reach this machine.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return notFound
  const url = new URL(request.url ?? '/', `http://${host}`)
  const [, name = ''] = url.pathname.split('/')
  const body = await readBody(request)
  if (body === undefined) return { status: 413, json: { error: 'The request is too large.' } }
  const vendorRequest: VendorRequest = {
    method: request.method ?? 'GET',
    path: url.pathname.slice(name.length + 1) || '/',
    query: url.searchParams,
    headers: request.headers,
    body,
    baseUrl: `http://${host}/${name}`,
  }
  return vendors[name]?.(vendorRequest) ?? notFound
}

const notFound: Reply = { status: 404, json: { error: 'Not found.' } }

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, LOOPBACK, () => {
      server.removeListener('error', fail)
      done((server.address() as AddressInfo).port)
    })
  })
}
