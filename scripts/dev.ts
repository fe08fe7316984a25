import { main } from './main'
import { runPortalCommand } from './portal-command'

await main(() => runPortalCommand('development'))
