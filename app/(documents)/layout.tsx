import '@fontsource-variable/noto-sans/wght.css'
import '@fontsource-variable/noto-sans-arabic/wght.css'
import '@fontsource-variable/noto-sans-devanagari/wght.css'
import '@fontsource-variable/noto-sans-hebrew/wght.css'
import '@fontsource-variable/noto-sans-jp/wght.css'
import '@fontsource-variable/noto-sans-kr/wght.css'
import '@fontsource-variable/noto-sans-sc/wght.css'
import '@fontsource-variable/noto-sans-thai/wght.css'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'

/** The layout of printable pages: no navigation, and fonts for every script, loaded on demand. */
export default async function DocumentsLayout({ children }: { children: ReactNode }) {
  await requireStaff()
  return children
}
