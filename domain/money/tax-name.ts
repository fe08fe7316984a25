/**
 * How a tax is called with its rate.
 * @param rate a decimal fraction as text: "0.19" reads as 19 %; null when it is not known
 */
export function taxName(title: string, rate: string | null): string {
  if (rate === null || title.includes('%')) return title
  return `${title} ${Number((Number(rate) * 100).toFixed(4))} %`
}
