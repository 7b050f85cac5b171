import { readHealth } from '@/lib/health/read-health'

export const dynamic = 'force-dynamic'

/** A public door: a monitor asks without signing in, so it tells states and nothing else. */
export async function GET(): Promise<Response> {
  return Response.json(await readHealth(), { headers: { 'cache-control': 'no-store' } })
}
