import { type NextRequest, NextResponse } from 'next/server'
import { sessionCookieName } from '@/lib/auth/cookie'
import { isOwnWrite } from '@/lib/auth/origin'
import { PICTURE_PATH, picturePolicy } from '@/lib/auth/picture-policy'
import { contentSecurityPolicy, securityHeaders } from '@/lib/auth/security-headers'
import { newId } from '@/lib/id'

/** With the scripts that check, offline, what is shown to somebody outside. */
const openPages = /^\/(sign-in|invite|share)(\/|$)|^\/verify-(proof|export)\.mjs$/
/** Each look at these is counted and recorded, so that asking for the head alone may neither look nor learn whether one could. */
const countedPages = /^\/(api\/)?share\//
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Headers, a nonce, and a quick look at the cookie to spare a stranger the wait. It decides nothing: every page, read and
 * write checks session, role and origin again behind it.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl
  const nonce = btoa(crypto.randomUUID())
  const isPicture = pathname === PICTURE_PATH
  const policy = isPicture ? picturePolicy : contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set('x-request-id', newId())
  headers.set('x-current-path', pathname + search)
  const response = await choose(request, headers)
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-request-id', headers.get('x-request-id') ?? '')
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
  // Only a page of ours may frame it, and nothing else of ours may be framed at all.
  if (isPicture) response.headers.set('x-frame-options', 'SAMEORIGIN')
  return response
}

async function choose(request: NextRequest, headers: Headers): Promise<Response> {
  const { pathname, search } = request.nextUrl
  if (!safeMethods.has(request.method) && !isOwnWrite(request.headers)) {
    // The framework would answer 500 and tell nobody. Loaded only here: it brings the database along.
    const { refuseForeignWrite } = await import('@/lib/auth/public-door')
    return refuseForeignWrite(headers)
  }
  if (request.method === 'HEAD' && countedPages.test(pathname))
    return new NextResponse(null, { status: 405, headers: { allow: 'GET' } })
  const isPage = !pathname.startsWith('/api/') && safeMethods.has(request.method)
  if (isPage && !openPages.test(pathname) && !request.cookies.has(sessionCookieName)) {
    const target = new URL('/sign-in', request.url)
    if (pathname !== '/') target.searchParams.set('callbackUrl', pathname + search)
    return NextResponse.redirect(target)
  }
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg|fonts/).*)'] }
