import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeDb } from '@/db/client'
import { openTestDatabase } from '@/test/support/database'
import { checkHealth } from './health'

const { url, sql } = await openTestDatabase()

const servers: { close(): void }[] = []
beforeEach(() => sql`delete from outbox`)
afterEach(async () => {
  for (const server of servers.splice(0)) server.close()
  process.env.DATABASE_URL = url
  await closeDb()
})

const listen = async (server: Server | ReturnType<typeof createTcpServer>) => {
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

/** An engine whose `/health` answers with this status. */
const engineAnswering = async (status: number) => {
  const port = await listen(
    createServer((request, response) => {
      response.writeHead(request.url === '/health' ? status : 404).end('{"secret":"no"}')
    }),
  )
  return { INNGEST_BASE_URL: `http://127.0.0.1:${port}`, INNGEST_DEV: undefined }
}
const embedded = async (status: number) => ({
  ...(await engineAnswering(status)),
  AFTERCART_ENGINE: 'embedded' as const,
})

test('reports ok when every component is healthy', async () => {
  const health = await checkHealth(await embedded(200))
  expect(health.status).toBe('ok')
  expect(Object.keys(health.checks)).toEqual(['database', 'engine', 'outbox'])
})

test('reports an unhealthy or unreachable runner', async () => {
  const unwell = await checkHealth(await embedded(503))
  expect(unwell).toMatchObject({
    status: 'failing',
    checks: { engine: { status: 'failing', why: expect.stringContaining('503') } },
  })
  const gone = await embedded(200)
  for (const server of servers.splice(0)) server.close()
  expect(await checkHealth(gone)).toMatchObject({
    status: 'failing',
    checks: { engine: { status: 'failing' }, database: { status: 'ok' } },
  })
})

test('an Inngest server only has to respond', async () => {
  const external = { AFTERCART_ENGINE: 'external' as const }
  const cloud = { ...external, INNGEST_BASE_URL: undefined, INNGEST_DEV: undefined }
  expect((await checkHealth(cloud)).status).toBe('ok')
  expect((await checkHealth({ ...external, ...(await engineAnswering(404)) })).status).toBe('ok')
  expect((await checkHealth({ ...external, ...(await engineAnswering(502)) })).status).toBe(
    'failing',
  )
})

test('reports events unsent for a minute', async () => {
  const insert = (age: string) => sql`
    insert into outbox (id, name, data, created_at)
    values (gen_random_uuid(), 'order/placed', '{}', now() - ${age}::interval)`
  await insert('10 seconds')
  expect((await checkHealth(await embedded(200))).status).toBe('ok')
  await insert('2 minutes')
  expect(await checkHealth(await embedded(200))).toMatchObject({
    status: 'failing',
    checks: { outbox: { status: 'failing', why: expect.stringContaining('2 events') } },
  })
})

test('reports an unreachable database without its address or password', async () => {
  await closeDb()
  process.env.DATABASE_URL = 'postgres://me:hunter2@127.0.0.1:1/secret_name'
  const health = await checkHealth(await embedded(200))
  expect(health).toMatchObject({
    status: 'failing',
    checks: { database: { status: 'failing' }, outbox: { status: 'failing' } },
  })
  expect(JSON.stringify(health)).not.toMatch(/hunter2|secret_name|127\.0\.0\.1/)
})

test('a hanging database delays a response by at most two seconds', async () => {
  await closeDb()
  const connections: unknown[] = []
  const silent = createTcpServer((socket) => connections.push(socket.on('error', () => {})))
  process.env.DATABASE_URL = `postgres://me@127.0.0.1:${await listen(silent)}/a`
  const settings = await embedded(200)
  const start = performance.now()
  const polls = await Promise.all(Array.from({ length: 20 }, () => checkHealth(settings)))
  expect(performance.now() - start).toBeLessThan(3500)
  for (const { checks } of polls) expect(checks.database?.why).toBe('No response within 2 s.')
  expect(connections.length).toBeLessThanOrEqual(2)
})
