import { dirname } from 'node:path'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  turbopack: { root: dirname(dirname(import.meta.dirname)) },
}

export default config
