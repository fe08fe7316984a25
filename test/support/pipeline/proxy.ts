import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

/** A fault that the proxy injects instead of passing a call on. */
export type Fault =
  | { status: number; headers?: Record<string, string>; text: string }
  /** The vendor executes the call, but its response is late or incomplete. */
  | { passedOn: true; afterMs?: number; keepBytes?: number }

export type FaultyProxy = {
  url: string
  /** Injects one fault into each of the next calls of matching paths. */
  breakNext(path: RegExp, ...faults: Fault[]): void
  stop(): Promise<void>
}

/** A proxy between the app and its vendors. */
export async function openProxy(target: string): Promise<FaultyProxy> {
  let broken: { path: RegExp; faults: Fault[] } | undefined
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const body = await buffer(request)
    const fault = broken?.path.test(url) ? broken.faults.shift() : undefined
    if (fault && 'status' in fault) {
      response.writeHead(fault.status, fault.headers).end(fault.text)
      return
    }
    const kept = ['authorization', 'content-type', 'idempotency-key', 'accept'] as const
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: Object.fromEntries(kept.flatMap((name) => [[name, String(headers[name] ?? '')]])),
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    }).catch(() => undefined)
    if (!answer) return void response.destroy()
    const text = await answer.text()
    if (fault?.afterMs) await pause(fault.afterMs)
    const type = answer.headers.get('content-type') ?? 'application/json'
    response.writeHead(answer.status, { 'content-type': type })
    response.end(fault?.keepBytes === undefined ? text : text.slice(0, fault.keepBytes))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakNext: (path, ...faults) => {
      broken = { path, faults }
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
