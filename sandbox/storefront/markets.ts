/** Currency, prices and taxes of a country. The shop currency is US dollars. */
export type Market = {
  currency: string
  /** Units of the currency per 10,000 US dollars. */
  rateE4: bigint
  /** Prices are rounded to a multiple of this, in minor units. */
  priceStep: bigint
  taxesIncluded: boolean
  /** One per jurisdiction; 100 basis points are 1%. */
  taxes: { title: string; basisPoints: bigint }[]
  /** Duties charged at checkout, in basis points of a line; 0 if the customer pays on delivery. */
  dutyBasisPoints: bigint
}

type Row = [
  country: string,
  currency: string,
  rateE4: bigint,
  priceStep: bigint,
  dutyBasisPoints: bigint,
  taxes: 'included' | 'added',
  ...taxes: [title: string, basisPoints: bigint][],
]

const ROWS: Row[] = [
  ['US', 'USD', 10_000n, 1n, 0n, 'added', ['California State Tax', 725n], ['County Tax', 125n]],
  ['CA', 'CAD', 13_720n, 1n, 650n, 'added', ['GST', 500n], ['PST', 700n]],
  ['GB', 'GBP', 7_910n, 1n, 400n, 'included', ['VAT', 2000n]],
  ['DE', 'EUR', 9_170n, 5n, 0n, 'included', ['MwSt.', 1900n]],
  ['FR', 'EUR', 9_170n, 5n, 0n, 'included', ['TVA', 2000n]],
  ['ES', 'EUR', 9_170n, 5n, 350n, 'included', ['IVA', 2100n]],
  ['GR', 'EUR', 9_170n, 5n, 0n, 'included', ['ΦΠΑ', 2400n]],
  ['BG', 'EUR', 9_170n, 5n, 0n, 'included', ['ДДС', 2000n]],
  ['PL', 'PLN', 39_400n, 10n, 0n, 'included', ['VAT', 2300n]],
  ['SE', 'SEK', 104_500n, 100n, 0n, 'included', ['Moms', 2500n]],
  ['CH', 'CHF', 8_830n, 5n, 0n, 'added', ['MWST', 810n]],
  ['UA', 'UAH', 413_000n, 100n, 0n, 'included', ['ПДВ', 2000n]],
  ['JP', 'JPY', 1_497_000n, 10n, 300n, 'included', ['消費税', 1000n]],
  ['KR', 'KRW', 13_820_000n, 100n, 800n, 'included', ['부가가치세', 1000n]],
  ['TW', 'TWD', 323_000n, 100n, 0n, 'included', ['營業稅', 500n]],
  ['CN', 'CNY', 71_200n, 10n, 910n, 'added', ['增值税', 1300n]],
  ['TH', 'THB', 338_000n, 100n, 0n, 'included', ['ภาษีมูลค่าเพิ่ม', 700n]],
  ['IN', 'INR', 838_000n, 100n, 1000n, 'added', ['IGST', 1800n]],
  ['BD', 'BDT', 1_195_000n, 500n, 0n, 'added', ['মূসক', 1500n]],
  ['LK', 'LKR', 2_930_000n, 500n, 0n, 'added', ['VAT', 1800n]],
  ['AE', 'AED', 36_725n, 25n, 500n, 'added', ['ضريبة القيمة المضافة', 500n]],
  ['KW', 'KWD', 3_070n, 100n, 500n, 'added'],
  ['IL', 'ILS', 36_900n, 10n, 0n, 'included', ['מע״מ', 1800n]],
  ['GE', 'GEL', 27_200n, 5n, 0n, 'included', ['დღგ', 1800n]],
  ['AM', 'AMD', 3_880_000n, 10_000n, 0n, 'included', ['ԱԱՀ', 2000n]],
  ['ET', 'ETB', 1_210_000n, 100n, 0n, 'added', ['ተ.እ.ታ', 1500n]],
]

/** Markets by country, ISO 3166-1 alpha-2. */
export const MARKETS: ReadonlyMap<string, Market> = new Map(
  ROWS.map(([country, currency, rateE4, priceStep, dutyBasisPoints, kind, ...taxes]) => [
    country,
    {
      currency,
      rateE4,
      priceStep,
      dutyBasisPoints,
      taxesIncluded: kind === 'included',
      taxes: taxes.map(([title, basisPoints]) => ({ title, basisPoints })),
    },
  ]),
)
