import { setTimeout as delay } from 'node:timers/promises'
import canonicalize from 'canonicalize'
import type { Logger } from 'pino'
import { z } from 'zod'
import { saveFunctions } from '@/db/queries/runner-functions'
import type { AppClient } from './app-client'
import { parseFunctions, SyncRefused } from './function-config'
import { buildRegistry, type Registry } from './registry'

/** Keeps what the engine knows of the app's functions up to date. */
export type Sync = {
  /** The functions of the last sync that was accepted; undefined before the first. */
  registry(): Registry | undefined
  /** Resolves with the first. */
  first: Promise<Registry>
  /** Asks for a sync soon, e.g. after the app was restarted. */
  request(): void
  status(): {
    syncedAt: string | null
    functions: number
    error: string | null
    /** The app's functions were refused: only another version of it can help. */
    isRefused: boolean
  }
}

const Answer = z.looseObject({
  app_id: z.string().min(1),
  appVersion: z.string().nullish(),
  functions: z.array(z.unknown()),
})

const REGULAR = 30_000
const RETRY = 250
const LONGEST_RETRY = 2_000

/** Syncs at once, then regularly and on request, until `signal` aborts. */
export function startSync(client: AppClient, log: Logger, signal: AbortSignal): Sync {
  let registry: Registry | undefined
  let stored = ''
  let syncedAt: string | null = null
  let error: string | null = null
  let isRefused = false
  let wake = new AbortController()
  let resolveFirst: (registry: Registry) => void = () => {}
  const first = new Promise<Registry>((resolve) => {
    resolveFirst = resolve
  })

  async function syncOnce(): Promise<void> {
    const answer = await fetchFunctions(client)
    const app = { appId: answer.app_id, appVersion: answer.appVersion ?? null }
    const configs = parseFunctions(answer.functions)
    const built = buildRegistry(app, configs)
    const content = JSON.stringify([app, configs])
    if (content !== stored) {
      await saveFunctions(
        configs.map((config) => ({ id: config.id, config })),
        app.appVersion,
      )
      log.info({ functions: configs.length, ...app }, 'functions synced')
      stored = content
      registry = built
    }
    syncedAt = new Date().toISOString()
    error = null
    isRefused = false
    resolveFirst(built)
  }

  function fail(cause: unknown): void {
    const message = cause instanceof Error ? cause.message : String(cause)
    if (message !== error) {
      if (cause instanceof SyncRefused)
        log.error({ reason: message }, 'the functions of the app are refused')
      else log.warn({ reason: message }, 'sync failed, trying again')
    }
    error = message
    isRefused = cause instanceof SyncRefused
  }

  async function keepSyncing(): Promise<void> {
    let retry = RETRY
    while (!signal.aborted) {
      wake = new AbortController()
      const wait = await syncOnce().then(
        () => REGULAR,
        (cause: unknown) => {
          fail(cause)
          return retry
        },
      )
      retry = wait === REGULAR ? RETRY : Math.min(retry * 1.5, LONGEST_RETRY)
      await delay(RETRY, undefined, { signal }).catch(() => {})
      const either = AbortSignal.any([signal, wake.signal])
      await delay(wait - RETRY, undefined, { signal: either }).catch(() => {})
    }
  }

  void keepSyncing()
  return {
    registry: () => registry,
    first,
    request: () => wake.abort(),
    status: () => ({ syncedAt, functions: registry?.functions.size ?? 0, error, isRefused }),
  }
}

async function fetchFunctions(client: AppClient): Promise<z.infer<typeof Answer>> {
  const body = canonicalize({ url: client.url }) ?? ''
  const headers = { 'x-inngest-sync-kind': 'in_band' }
  const answer = await client.send('PUT', '', body, { headers, timeoutMs: 10_000 })
  if (answer.kind === 'unauthorized')
    throw new Error('the app refuses our signature: INNGEST_SIGNING_KEY differs')
  if (answer.kind !== 'sdk') throw new Error(`no sync with the app: ${answer.reason}`)
  if (answer.status !== 200) throw new Error(`the app answered the sync with ${answer.status}`)
  if (answer.headers['x-inngest-sync-kind'] !== 'in_band')
    throw new Error('the app does not sync in-band: unset INNGEST_ALLOW_IN_BAND_SYNC')
  return Answer.parse(answer.body)
}
