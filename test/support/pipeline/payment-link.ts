/** Pays on a payment link's page as a customer; returns the page's message. */
export async function payByLink(url: string, card = 'pm_card_visa'): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ card }) })
  return response.text()
}
