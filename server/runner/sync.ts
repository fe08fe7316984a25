import { setTimeout as delay } from 'node:timers/promises'
import canonicalize from 'canonicalize'
import type { Logger } from 'pino'
import { z } from 'zod'
import { saveFunctions } from '@/db/queries/runner/runner-functions'
import { parseFunctions, SyncRejectedError } from './function-config'
import type { AppClient } from './http/app-client'
import { buildRegistry, type Registry } from './registry'

/** Keeps the engine's copy of the app's functions up to date. */
export type Sync = {
  /** Returns the functions of the last successful sync; undefined before the first one. */
  registry(): Registry | undefined
  /** Resolves after the first successful sync. */
  firstRegistry: Promise<Registry>
  /** Requests a sync soon, e.g. after the app was restarted. */
  request(): void
  status(): {
    syncedAt: string | null
    functions: number
    error: string | null
    /** Whether the engine rejected the app's functions. Only a new version of the app can fix this. */
    isRejected: boolean
  }
}

const SyncResponse = z.looseObject({
  app_id: z.string().min(1),
  appVersion: z.string().nullish(),
  functions: z.array(z.unknown()),
})

const SYNC_INTERVAL_MS = 30_000
const MIN_RETRY_DELAY_MS = 250
const MAX_RETRY_DELAY_MS = 2_000

type State = ReturnType<Sync['status']> & { registry: Registry | undefined; syncedContent: string }

/** Syncs immediately, then at intervals and on request, until `signal` aborts. */
export function startSync(client: AppClient, log: Logger, signal: AbortSignal): Sync {
  const state: State = {
    registry: undefined,
    syncedContent: '',
    syncedAt: null,
    functions: 0,
    error: null,
    isRejected: false,
  }
  let wake = new AbortController()
  const firstRegistry = new Promise<Registry>((resolve) => {
    void keepSyncing(async () => {
      wake = new AbortController()
      const isSynced = await syncOnce(client, state, log)
      if (state.registry) resolve(state.registry)
      return { isSynced, wake: AbortSignal.any([signal, wake.signal]) }
    }, signal)
  })
  return {
    firstRegistry,
    registry: () => state.registry,
    request: () => wake.abort(),
    status() {
      const { registry, syncedContent, ...status } = state
      return { ...status, functions: registry?.functions.size ?? 0 }
    },
  }
}

async function keepSyncing(
  sync: () => Promise<{ isSynced: boolean; wake: AbortSignal }>,
  signal: AbortSignal,
): Promise<void> {
  let retryDelay = MIN_RETRY_DELAY_MS
  while (!signal.aborted) {
    const { isSynced, wake } = await sync()
    retryDelay = isSynced ? MIN_RETRY_DELAY_MS : Math.min(retryDelay * 1.5, MAX_RETRY_DELAY_MS)
    // The minimum interval between two syncs, however often one is requested.
    await delay(MIN_RETRY_DELAY_MS, undefined, { signal }).catch(() => {})
    await delay(isSynced ? SYNC_INTERVAL_MS : retryDelay - MIN_RETRY_DELAY_MS, undefined, {
      signal: wake,
    }).catch(() => {})
  }
}

/** Fetches, validates and saves the functions. Logs each error once. Returns whether it succeeded. */
async function syncOnce(client: AppClient, state: State, log: Logger): Promise<boolean> {
  try {
    const response = await fetchFunctions(client)
    const app = { appId: response.app_id, appVersion: response.appVersion ?? null }
    const configs = parseFunctions(response.functions)
    const content = JSON.stringify([app, configs])
    if (content !== state.syncedContent) {
      const registry = buildRegistry(app, configs)
      await saveFunctions(configs, app.appVersion)
      log.info({ functions: configs.length, ...app }, 'functions synced')
      Object.assign(state, { registry, syncedContent: content })
    }
    Object.assign(state, { syncedAt: new Date().toISOString(), error: null, isRejected: false })
    return true
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause)
    const isRejected = cause instanceof SyncRejectedError
    if (error !== state.error) {
      if (isRejected) log.error({ reason: error }, "the app's functions were rejected")
      else log.warn({ reason: error }, 'sync failed, retrying')
    }
    Object.assign(state, { error, isRejected })
    return false
  }
}

async function fetchFunctions(client: AppClient): Promise<z.infer<typeof SyncResponse>> {
  const body = canonicalize({ url: client.url }) ?? ''
  const headers = { 'x-inngest-sync-kind': 'in_band' }
  const response = await client.send('PUT', '', body, { headers, timeoutMs: 10_000 })
  if (response.kind === 'unauthorized')
    throw new Error('the app rejects our signature: INNGEST_SIGNING_KEY differs')
  if (response.kind !== 'sdk') throw new Error(`could not sync with the app: ${response.reason}`)
  if (response.status !== 200)
    throw new Error(`the app responded to the sync with status ${response.status}`)
  if (response.headers['x-inngest-sync-kind'] !== 'in_band')
    throw new Error('the app does not support in-band sync: unset INNGEST_ALLOW_IN_BAND_SYNC')
  return SyncResponse.parse(response.body)
}
