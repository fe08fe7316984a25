/** One of our codes as people read it: `gift_card` is "Gift card". */
export function sentence(word: string): string {
  const words = word.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
