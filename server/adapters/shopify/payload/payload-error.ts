/** A payload that cannot be brought into our terms; every problem names its field. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError'

  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(summaryOf(problems))
    this.problems = problems.map(withoutControls)
  }
}

const SHOWN = 3

function summaryOf(problems: readonly string[]): string {
  const more = problems.length - SHOWN
  const shown = problems.slice(0, SHOWN).map(withoutControls).join(' ')
  return shown + (more > 0 ? ` And ${more} more.` : '')
}

/** Problems quote the payload, and they are stored: a database refuses NUL. */
function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}]/gu, '')
}
