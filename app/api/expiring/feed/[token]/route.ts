import type { NextRequest } from 'next/server'
import { createTranslator } from 'next-intl'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { describeAttempt, reserveAttempt } from '@/lib/auth/throttle'
import { openFeed, writeFeed } from '@/lib/expiring/feed'
import { messages } from '@/lib/i18n/messages'

export const dynamic = 'force-dynamic'

/** A public door: a calendar program reads it without signing in. The token in the address is all it asks for. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params
  const door = await openFeed(token.replace(/\.ics$/, ''))
  if (door.state === 'gone') return answer(410)
  if (door.state === 'busy') return answer(429, door.waitSeconds)
  if (door.state === 'unknown') {
    const { address } = describeAttempt(null, readRequestFacts(request.headers).ip)
    const { waitSeconds } = await reserveAttempt({ account: null, address: `feed:${address}` })
    return waitSeconds ? answer(429, waitSeconds) : answer(404)
  }
  const t = createTranslator({ locale: door.locale, messages: messages[door.locale], namespace: 'expiring.feed' })
  const text = await writeFeed({
    calendar: t('calendar'),
    event: (name, count) => t('event', { name, count }),
    eventText: (count) => t('eventText', { count }),
  })
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="expiring.ics"',
      'cache-control': 'no-store',
    },
  })
}

const answer = (status: number, waitSeconds?: number): Response =>
  new Response(null, {
    status,
    headers: { 'cache-control': 'no-store', ...(waitSeconds ? { 'retry-after': String(waitSeconds) } : {}) },
  })
