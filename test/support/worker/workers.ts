import cluster from 'node:cluster'
import { createServer } from 'node:http'
import { keepWorkers } from '@/server/worker/keep-workers'

/** A program as `main.ts` is, whose workers say which process they are. `argv`: port, how many. */
const [port, count] = process.argv.slice(2).map(Number)

if (cluster.isPrimary) keepWorkers(count ?? 1)
else {
  const server = createServer((_, response) => response.end(String(process.pid)))
  server.listen(port, '127.0.0.1', () => process.stdout.write(`${process.pid}\n`))
}
