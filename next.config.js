import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pino', 'pg', 'pg-boss', 'read-excel-file', 'write-excel-file'],
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: '256kb' },
    // Beyond it the proxy cuts a body short without a word; each door in lib/upload states its own, lower limit.
    proxyClientMaxBodySize: '40mb',
  },
  images: { unoptimized: true },
  // Development prints the arguments of every action otherwise, secrets and passwords among them.
  logging: { serverFunctions: false },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
