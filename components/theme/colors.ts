import type { MantineColorsTuple } from '@mantine/core'

/** The accent color: links, focus, selection and work in progress. */
export const accent: MantineColorsTuple = [
  '#f1f2fe',
  '#e3e5fc',
  '#c8ccf8',
  '#a9aff3',
  '#8b92ec',
  '#6d75e3',
  '#5158d0',
  '#4349b3',
  '#363b92',
  '#2a2e72',
]

/** The neutral scale of the light theme. */
export const gray: MantineColorsTuple = [
  '#fafafb',
  '#f4f4f6',
  '#ebebef',
  '#dfdfe5',
  '#cbcbd3',
  '#9a9aa6',
  '#696974',
  '#4c4c56',
  '#303038',
  '#1b1b20',
]

/** The neutral scale of the dark theme, lightest first as Mantine requires. */
export const dark: MantineColorsTuple = [
  '#e7e7ec',
  '#c6c7cf',
  '#a3a4af',
  '#82838f',
  '#3a3c45',
  '#2a2c33',
  '#202227',
  '#18191d',
  '#111215',
  '#0b0b0d',
]
