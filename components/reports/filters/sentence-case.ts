/** Converts a code to sentence case: `gift_card` is "Gift card". */
export function sentenceCase(code: string): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
