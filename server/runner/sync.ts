import { setTimeout as delay } from 'node:timers/promises'
import canonicalize from 'canonicalize'
import type { Logger } from 'pino'
import { z } from 'zod'
import { saveFunctions } from '@/db/queries/runner/runner-functions'
import { parseFunctions, SyncRefused } from './function-config'
import type { AppClient } from './http/app-client'
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
const MAX_RETRY = 2_000

type State = ReturnType<Sync['status']> & { registry: Registry | undefined; stored: string }

/** Syncs at once, then regularly and on request, until `signal` aborts. */
export function startSync(client: AppClient, log: Logger, signal: AbortSignal): Sync {
  const state: State = {
    registry: undefined,
    stored: '',
    syncedAt: null,
    functions: 0,
    error: null,
    isRefused: false,
  }
  let wake = new AbortController()
  const first = new Promise<Registry>((resolve) => {
    void keepSyncing(async () => {
      wake = new AbortController()
      const isSynced = await syncOnce(client, state, log)
      if (state.registry) resolve(state.registry)
      return { isSynced, wake: AbortSignal.any([signal, wake.signal]) }
    }, signal)
  })
  return {
    first,
    registry: () => state.registry,
    request: () => wake.abort(),
    status() {
      const { registry, stored, ...status } = state
      return { ...status, functions: registry?.functions.size ?? 0 }
    },
  }
}

async function keepSyncing(
  sync: () => Promise<{ isSynced: boolean; wake: AbortSignal }>,
  signal: AbortSignal,
): Promise<void> {
  let retry = RETRY
  while (!signal.aborted) {
    const { isSynced, wake } = await sync()
    retry = isSynced ? RETRY : Math.min(retry * 1.5, MAX_RETRY)
    // However often it is asked for, there is this much between two.
    await delay(RETRY, undefined, { signal }).catch(() => {})
    await delay(isSynced ? REGULAR : retry - RETRY, undefined, { signal: wake }).catch(() => {})
  }
}

/** Fetches, checks and stores the functions; a refusal or failure is noted and logged once. */
async function syncOnce(client: AppClient, state: State, log: Logger): Promise<boolean> {
  try {
    const answer = await fetchFunctions(client)
    const app = { appId: answer.app_id, appVersion: answer.appVersion ?? null }
    const configs = parseFunctions(answer.functions)
    const content = JSON.stringify([app, configs])
    if (content !== state.stored) {
      const registry = buildRegistry(app, configs)
      await saveFunctions(configs, app.appVersion)
      log.info({ functions: configs.length, ...app }, 'functions synced')
      Object.assign(state, { registry, stored: content })
    }
    Object.assign(state, { syncedAt: new Date().toISOString(), error: null, isRefused: false })
    return true
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause)
    const isRefused = cause instanceof SyncRefused
    if (error !== state.error) {
      if (isRefused) log.error({ reason: error }, 'the functions of the app are refused')
      else log.warn({ reason: error }, 'sync failed, trying again')
    }
    Object.assign(state, { error, isRefused })
    return false
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
