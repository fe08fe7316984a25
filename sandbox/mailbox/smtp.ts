import { SMTPServer } from 'smtp-server'
import type { Mailbox } from './mailbox'

/** How often a `busy` recipient is told to come back later before it takes mail. */
const BUSY_ATTEMPTS = 2

/**
 * An SMTP server that takes everything but what its recipients ask for: `bounce@...` is refused
 * for good (550), `busy@...` is deferred twice (450). Tags count: `bounce+7@...` bounces too.
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
        done(null, 'Message kept')
      })
    },
  })
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
