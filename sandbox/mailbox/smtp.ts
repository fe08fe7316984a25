import { SMTPServer } from 'smtp-server'
import type { Mailbox } from './mailbox'

/** How many attempts a `busy` recipient defers before it accepts mail. */
const BUSY_ATTEMPTS = 2

/**
 * Creates an SMTP server that accepts all mail except for two sentinel recipients: `bounce@...` is
 * rejected permanently (550) and `busy@...` is deferred twice (450). Tags such as `bounce+7@...`
 * are ignored.
 */
export function openSmtp(mailbox: Mailbox): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 1_000,
    size: 10_000_000,
    onRcptTo: ({ address }, _session, done) => {
      const name = address.split('@')[0]?.split('+')[0]
      if (name === 'bounce') return done(reply(550, `5.1.1 <${address}> does not exist`))
      if (name === 'busy' && mailbox.defer(address) < BUSY_ATTEMPTS)
        return done(reply(450, '4.2.1 Mailbox busy, try again later'))
      done()
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('error', done)
      stream.once('end', () => {
        mailbox.receive(Buffer.concat(chunks))
        done(null, 'Message accepted')
      })
    },
  })
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
