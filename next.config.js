import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pino', 'pg', 'pg-boss'],
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '256kb' } },
  images: { unoptimized: true },
  // Development prints the arguments of every action otherwise, secrets and passwords among them.
  logging: { serverFunctions: false },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
