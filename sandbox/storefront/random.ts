/** A seeded stream of random numbers. */
export type Random = {
  /** Returns a number n with 0 <= n < 1. */
  next(): number
  /** Returns an integer from `min` to `max`, both inclusive. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
}

/** Creates an sfc32 generator (Chris Doty-Humphrey, PractRand) from one seed. */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed >>> 0]
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  // Discards the first numbers, which are similar for adjacent seeds.
  for (let i = 0; i < 15; i++) next()
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new Error('Cannot pick from an empty list')
      return item
    },
    shuffle: (items) => {
      const shuffled = [...items]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = int(0, i)
        const [left, right] = [shuffled[i], shuffled[j]]
        if (left !== undefined && right !== undefined) {
          shuffled[i] = right
          shuffled[j] = left
        }
      }
      return shuffled
    },
  }
}
