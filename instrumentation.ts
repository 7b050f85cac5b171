import type { Instrumentation } from 'next'

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { refuseUnsafeStart } = await import('@/lib/auth/start-check')
  await refuseUnsafeStart()
  const { retireDemoPeople } = await import('@/lib/people/demo')
  await retireDemoPeople()
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log, toLoggedPath } = await import('@/lib/log')
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined
  const requestId = request.headers['x-request-id']
  log.error(
    { error, digest, requestId, method: request.method, path: toLoggedPath(request.path), route: context.routePath },
    'a page failed',
  )
}
