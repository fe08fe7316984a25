import cluster from 'node:cluster'
import { createServer } from 'node:http'
import { keepWorkers } from '@/server/worker/keep-workers'

/** Like `main.ts`, but the workers respond with their process ID. Arguments: port, number of workers. */
const [port, count] = process.argv.slice(2).map(Number)

if (cluster.isPrimary) keepWorkers(count ?? 1)
else {
  const server = createServer((_, response) => response.end(String(process.pid)))
  server.listen(port, '127.0.0.1', () => process.stdout.write(`${process.pid}\n`))
}
