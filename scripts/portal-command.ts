import { requireAppliedPatches } from '../db/applied-patches'
import { SANDBOX_PASSWORD, SANDBOX_STAFF } from '../domain/staff/sandbox-staff'
import { type Portal, startPortal } from './portal'
import { portalSettings } from './portal-settings'

/** `npm start` and `npm run dev`: starts the portal, prints how to use it, stops it on a signal. */
export async function runPortalCommand(mode: 'production' | 'development'): Promise<void> {
  requireAppliedPatches()
  const settings = portalSettings(mode, process.env)
  const isAsked = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done())
    if (process.env.npm_lifecycle_event) whenOrphaned(done)
  })
  console.error('Starting ...')
  const portal = await startPortal(settings)
  console.log(welcome(portal))
  await isAsked
  console.log('Stopping ...')
  await portal.stop()
  console.log('Stopped.')
}

/** npm sends SIGTERM to the shell that started us; the shell exits without forwarding it. */
function whenOrphaned(then: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    then()
  }, 250)
  timer.unref()
}

function welcome({ url, mailboxUrl }: Portal): string {
  const lines = ['', `  Aftercart is running at ${url}`, '']
  if (mailboxUrl)
    lines.push(
      `  Sandbox sign-ins, password "${SANDBOX_PASSWORD}":`,
      ...SANDBOX_STAFF.map((person) => `    ${person.email}`),
      '',
      `  Mail to customers: ${mailboxUrl}`,
      '  Place orders: npm run storefront -- --orders 20',
    )
  lines.push('  Stop: Ctrl+C', '')
  return lines.join('\n')
}
