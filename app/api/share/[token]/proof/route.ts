import type { NextRequest } from 'next/server'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { openShare } from '@/lib/sharing/open-share'
import { proveShare } from '@/lib/sharing/prove-share'

export const dynamic = 'force-dynamic'

/** A public door: the token in the address is all it asks for. Every way of being closed looks the same. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const door = await openShare((await params).token, 'proof', readRequestFacts(request.headers))
  if (door.state === 'busy') return answer(429, { 'retry-after': String(door.waitSeconds) })
  const proof = door.state === 'open' ? await proveShare(door.share) : null
  if (proof === null) return answer(404)
  return Response.json(proof, {
    headers: {
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'content-disposition': `attachment; filename="place-${proof.eventId}.json"`,
    },
  })
}

const answer = (status: number, more: Record<string, string> = {}): Response =>
  new Response(null, { status, headers: { 'cache-control': 'no-store', ...more } })
