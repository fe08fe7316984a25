import { startSandbox } from './server'

/** Runs the sandbox as a process until it receives a signal or its parent process exits. */
async function main(): Promise<void> {
  const { AFTERCART_SANDBOX, AFTERCART_DATA_DIR = '.data' } = process.env
  if (AFTERCART_SANDBOX !== '1') throw new Error('The sandbox requires AFTERCART_SANDBOX=1.')
  const sandbox = await startSandbox({
    folder: AFTERCART_DATA_DIR,
    port: readNumber('AFTERCART_SANDBOX_PORT', 0),
    smtpPort: readNumber('AFTERCART_SANDBOX_SMTP_PORT', 0),
    retryScale: readNumber('AFTERCART_RETRY_SCALE', 1),
  })
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    void sandbox.stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
  const addresses = { url: sandbox.url, smtpUrl: sandbox.smtpUrl }
  if (process.send) process.send({ type: 'ready', ...addresses })
  else console.log(JSON.stringify(addresses))
}

function readNumber(name: string, fallback: number): number {
  const text = process.env[name]
  if (!text) return fallback
  const number = Number(text)
  if (!Number.isFinite(number) || number < 0)
    throw new Error(`${name} must be a non-negative number, but is "${text}".`)
  return number
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
