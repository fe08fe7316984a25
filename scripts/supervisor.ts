import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Environment } from './portal-settings'

/** A process that is restarted whenever it exits. */
export type Supervised = { name: string; pid(): number | undefined; stop(): Promise<void> }

type Options = {
  name: string
  /** Starts the process and resolves once it runs; called again after every unexpected exit. */
  launch: () => Promise<ChildProcess>
  /** SIGTERM by default. */
  stopSignal?: NodeJS.Signals
  onChange: () => void
  log: (line: string) => void
}

const FIRST_PAUSE_MS = 200
const MAX_PAUSE_MS = 5_000
const KILL_AFTER_MS = 4_000

/** Starts a process and keeps it running until `stop()`. The first start must succeed. */
export async function supervise(options: Options): Promise<Supervised> {
  let isStopping = false
  let child: ChildProcess | undefined
  let pause = FIRST_PAUSE_MS

  const relaunch = async (): Promise<void> => {
    while (!isStopping) {
      await delay(pause)
      pause = Math.min(pause * 2, MAX_PAUSE_MS)
      try {
        if (!isStopping) watch(await options.launch())
        return
      } catch (error) {
        options.log(`${options.name} did not start: ${(error as Error).message}`)
      }
    }
  }
  const watch = (started: ChildProcess): void => {
    child = started
    const since = Date.now()
    started.once('exit', (code, signal) => {
      child = undefined
      if (isStopping) return
      if (Date.now() - since > 10_000) pause = FIRST_PAUSE_MS
      options.log(`${options.name} ended (${signal ?? code}), starting it again`)
      void relaunch().then(options.onChange)
    })
    if (isStopping) started.kill(options.stopSignal)
    options.onChange()
  }

  watch(await options.launch())
  return {
    name: options.name,
    pid: () => child?.pid,
    stop: async () => {
      isStopping = true
      if (child) await end(child, options.stopSignal ?? 'SIGTERM')
    },
  }
}

/** Asks a process to end and kills it after a grace period. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
  await ended
  clearTimeout(timer)
}

/** Starts a Node.js program of this project in its own process group. */
export function launchNode(args: string[], env: Environment): ChildProcess {
  return spawn(process.execPath, args, {
    env: env as NodeJS.ProcessEnv,
    // Own group: Ctrl+C reaches only the supervisor, which then stops the parts in order.
    detached: true,
    // All output goes to standard error: standard output belongs to the calling command.
    stdio: ['ignore', 2, 2, 'ipc'],
  })
}
