import 'server-only'
import type { z } from 'zod'
import { sandboxPictureOrigin } from '@/lib/auth/picture-policy'
import type { pictureQuerySchema } from '@/lib/channels/schema'

/** The sandbox's own picture host has a name that leads nowhere; its pictures are where the sandbox is. */
const SANDBOX_HOST = 'img.sandbox.invalid'

/**
 * A page with one picture and nothing else, for a frame of ours. The browser asks for the picture; this server never
 * asks for an address that somebody typed.
 */
export async function showPicture({ address, mode }: z.output<typeof pictureQuerySchema>): Promise<Response> {
  const source = escapeAttribute(whereIs(new URL(address)))
  const cors = mode === 'read' ? ' crossorigin="anonymous"' : ''
  const picture = `<img alt="" referrerpolicy="no-referrer"${cors} style="display:block;width:100%;height:100vh;object-fit:contain" src="${source}">`
  return new Response(`<!doctype html><meta charset="utf-8"><title>.</title><body style="margin:0">${picture}`, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

const whereIs = (url: URL): string =>
  sandboxPictureOrigin && url.hostname === SANDBOX_HOST ? sandboxPictureOrigin + url.pathname : url.href

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
