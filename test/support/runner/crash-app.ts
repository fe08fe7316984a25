import { createTestClient, serveTestApp } from './runner'

/**
 * An app to be killed. Run by `crash.test.ts` as a process of its own: it tells its parent when
 * the step is under way, and without `ANSWERS` never ends it.
 */
const [port = '0', runnerPort = '0'] = process.argv.slice(2)
const client = createTestClient(Number(runnerPort))

const killed = client.createFunction(
  { id: 'killed', retries: 0, triggers: [{ event: 't/killed' }] },
  async ({ step }) => {
    await step.run('before', () => process.send?.('before'))
    await step.run('under-way', async () => {
      process.send?.('under way')
      if (!process.env.ANSWERS) await new Promise(() => {})
    })
    return 'ended'
  },
)

const app = await serveTestApp(client, [killed], { port: Number(port) })
process.send?.(app.url)
process.on('disconnect', () => process.exit())
