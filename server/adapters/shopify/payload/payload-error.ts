/** An invalid payload. Every problem starts with the name of its field. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError'

  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(summaryOf(problems))
    this.problems = problems.map(withoutControls)
  }
}

const MAX_SHOWN_PROBLEMS = 3

function summaryOf(problems: readonly string[]): string {
  const hidden = problems.length - MAX_SHOWN_PROBLEMS
  const shown = problems.slice(0, MAX_SHOWN_PROBLEMS).map(withoutControls).join(' ')
  return shown + (hidden > 0 ? ` And ${hidden} more.` : '')
}

/** Problems quote the payload and are stored, and Postgres rejects NUL. */
function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}]/gu, '')
}
