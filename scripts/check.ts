import { command, importRules } from './checks'
import { main } from './main'
import { runStages } from './run-checks'

const bin = (name: string) => `node_modules/.bin/${name}`

// The fast lane of `npm test`: everything that reads the code without running it.
await main(() =>
  runStages([
    [
      [command('types', bin('tsc'), ['--noEmit'])],
      [command('format and lint', bin('biome'), ['check', '.']), importRules()],
    ],
  ]),
)
