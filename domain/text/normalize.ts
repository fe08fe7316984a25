/**
 * Returns the text in NFC. First breaks runs of more than 30 non-starters with U+034F COMBINING
 * GRAPHEME JOINER, as in the Stream-Safe Text Process of UAX #15 (section 13, UAX15-D4): reordering
 * marks takes quadratic time, so a run of a million would take hours. No language has such runs.
 */
export function normalize(text: string): string {
  return text.replace(MARK_RUNS, breakRuns).normalize('NFC')
}

/**
 * Matches the only runs that can be too long: marks and the character before them. A mark decomposes
 * to at most two non-starters, the character before to at most three. Halfwidth sound marks have the
 * category of letters.
 */
const MARK_RUNS = /.?[\p{M}\uFF9E\uFF9F]{14,}/gsu

const MAX_RUN = 30
const JOINER = '\u034F'

function breakRuns(run: string): string {
  const known = new Map<string, NonStarters>()
  const pieces: string[] = []
  let start = 0
  let place = 0
  let length = 0
  for (const character of run) {
    const counted = known.get(character) ?? countNonStarters(character)
    known.set(character, counted)
    if (length + counted.leading > MAX_RUN) {
      pieces.push(run.slice(start, place))
      start = place
      length = 0
    }
    length = counted.hasStarter ? counted.trailing : length + counted.leading
    place += character.length
  }
  return [...pieces, run.slice(start)].join(JOINER)
}

type NonStarters = { leading: number; trailing: number; hasStarter: boolean }

function countNonStarters(character: string): NonStarters {
  const points = [...character.normalize('NFKD')]
  const first = points.findIndex(isStarter)
  const last = points.findLastIndex(isStarter)
  const hasStarter = first >= 0
  const leading = hasStarter ? first : points.length
  return { leading, trailing: points.length - 1 - last, hasStarter }
}

/** The highest combining class: every other non-starter sorts before it. */
const LAST_MARK = '\u0345'

function isStarter(point: string): boolean {
  return point !== LAST_MARK && (LAST_MARK + point).normalize('NFD').startsWith(LAST_MARK)
}
