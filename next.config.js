/** @type {import('next').NextConfig} */
export default {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pino', 'pg', 'pg-boss'],
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '256kb' } },
  images: { unoptimized: true }
}
