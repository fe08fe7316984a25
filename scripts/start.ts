import { ensureBuilt } from './build'
import { main } from './main'
import { runPortalCommand } from './portal-command'

await main(async () => {
  ensureBuilt()
  await runPortalCommand('production')
})
