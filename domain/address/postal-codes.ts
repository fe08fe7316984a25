/**
 * Postal code patterns with an example, by country. Source: Google's address data (fields `zip` and
 * `zipex`), https://github.com/google/libaddressinput. Countries that aren't listed have no postal
 * codes, or none that can be validated by a pattern.
 */
const FORMATS: Readonly<Record<string, readonly [pattern: string, example: string]>> = {
  AD: ['AD[1-7]0\\d', 'AD100'],
  AR: ['(?:[A-HJ-NP-Z])?\\d{4}(?:[A-Z]{3})?', 'C1070AAM'],
  AT: ['\\d{4}', '1010'],
  AU: ['\\d{4}', '2060'],
  AX: ['22\\d{3}', '22150'],
  BE: ['\\d{4}', '4000'],
  BG: ['\\d{4}', '1000'],
  BR: ['\\d{5}-?\\d{3}', '40301-110'],
  CA: ['[ABCEGHJKLMNPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] ?\\d[ABCEGHJ-NPRSTV-Z]\\d', 'H3Z 2Y7'],
  CH: ['\\d{4}', '2544'],
  CL: ['\\d{7}', '8340457'],
  CN: ['\\d{6}', '266033'],
  CY: ['\\d{4}', '2008'],
  CZ: ['\\d{3} ?\\d{2}', '100 00'],
  DE: ['\\d{5}', '26133'],
  DK: ['\\d{4}', '8660'],
  EE: ['\\d{5}', '69501'],
  ES: ['\\d{5}', '28039'],
  FI: ['\\d{5}', '00550'],
  FO: ['\\d{3}', '100'],
  FR: ['\\d{2} ?\\d{3}', '33380'],
  GB: [
    'GIR ?0AA|(?:(?:AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GY|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)(?:\\d[\\dA-Z]? ?\\d[ABD-HJLN-UW-Z]{2}))|BFPO ?\\d{1,4}',
    'EC1Y 8SY',
  ],
  GR: ['\\d{3} ?\\d{2}', '151 24'],
  HR: ['\\d{5}', '10000'],
  HU: ['\\d{4}', '1037'],
  ID: ['\\d{5}', '40115'],
  IE: ['[\\dA-Z]{3} ?[\\dA-Z]{4}', 'A65 F4E2'],
  IL: ['\\d{5}(?:\\d{2})?', '9614303'],
  IN: ['\\d{6}', '110034'],
  IS: ['\\d{3}', '320'],
  IT: ['\\d{5}', '00144'],
  JP: ['\\d{3}-?\\d{4}', '154-0023'],
  KR: ['\\d{5}', '03051'],
  LI: ['948[5-9]|949[0-8]', '9496'],
  LT: ['(?:LT)?-?\\d{5}', '04340'],
  LU: ['(?:L-)?\\d{4}', '4750'],
  LV: ['LV-\\d{4}', 'LV-1073'],
  MC: ['980\\d{2}', '98000'],
  MT: ['[A-Z]{3} ?\\d{2,4}', 'NXR 01'],
  MX: ['\\d{5}', '02860'],
  MY: ['\\d{5}', '43000'],
  NL: ['[1-9]\\d{3} ?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])', '1234 AB'],
  NO: ['\\d{4}', '0025'],
  NZ: ['\\d{4}', '6001'],
  PH: ['\\d{4}', '1008'],
  PL: ['\\d{2}-\\d{3}', '00-950'],
  PR: ['00[679]\\d{2}(?:[ -]\\d{4})?', '00930'],
  PT: ['\\d{4}-\\d{3}', '2725-079'],
  RO: ['\\d{6}', '060274'],
  RS: ['\\d{5,6}', '106314'],
  RU: ['\\d{6}', '247112'],
  SA: ['\\d{5}', '11564'],
  SE: ['\\d{3} ?\\d{2}', '11455'],
  SG: ['\\d{6}', '546080'],
  SI: ['\\d{4}', '4000'],
  SK: ['\\d{3} ?\\d{2}', '010 01'],
  SM: ['4789\\d', '47890'],
  TH: ['\\d{5}', '10150'],
  TR: ['\\d{5}', '01960'],
  TW: ['\\d{3}(?:\\d{2,3})?', '104'],
  UA: ['\\d{5}', '15432'],
  US: ['\\d{5}(?:[ -]\\d{4})?', '95014'],
  VA: ['00120', '00120'],
  VN: ['\\d{5}\\d?', '70010'],
  ZA: ['\\d{4}', '0083'],
}

/** Returns an example postal code of the country; undefined if its format is unknown. */
export function postalCodeExample(countryCode: string): string | undefined {
  return FORMATS[countryCode]?.[1]
}

/** True when a postal code matches its country's format, or the format is unknown. */
export function isPostalCode(countryCode: string, postalCode: string): boolean {
  const format = FORMATS[countryCode]
  return !format || new RegExp(`^(?:${format[0]})$`, 'i').test(postalCode.trim())
}
