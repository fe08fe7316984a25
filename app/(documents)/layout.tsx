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

/** Pages for paper: no rail, no bar, and fonts for every script; a browser loads those it meets. */
export default async function DocumentsLayout({ children }: { children: ReactNode }) {
  await requireStaff()
  return children
}
