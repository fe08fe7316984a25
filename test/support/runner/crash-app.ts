import { createTestClient, serveTestApp } from './runner'

/**
 * An app for `crash.test.ts` to kill, started as a separate process. It sends its parent a message when
 * the step starts. Without the environment variable `FINISH_STEP`, the step never finishes.
 */
const [port = '0', runnerPort = '0'] = process.argv.slice(2)
const client = createTestClient(Number(runnerPort))

const killed = client.createFunction(
  { id: 'killed', retries: 0, triggers: [{ event: 't/killed' }] },
  async ({ step }) => {
    await step.run('before', () => process.send?.('before'))
    await step.run('interrupted', async () => {
      process.send?.('step started')
      if (!process.env.FINISH_STEP) await new Promise(() => {})
    })
    return 'ended'
  },
)

const app = await serveTestApp(client, [killed], { port: Number(port) })
process.send?.(app.url)
process.on('disconnect', () => process.exit())
