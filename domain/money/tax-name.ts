/**
 * Returns a tax's name with its rate.
 * @param rate a decimal fraction as text, "0.19" for 19 %; null when unknown
 */
export function taxName(title: string, rate: string | null): string {
  if (rate === null || title.includes('%')) return title
  return `${title} ${Number((Number(rate) * 100).toFixed(4))} %`
}
