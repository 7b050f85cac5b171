import 'server-only'
import { env } from '@/lib/env'

/** The page a picture of another host is shown in, inside a frame of ours. */
export const PICTURE_PATH = '/api/channels/picture'

const isSandboxed = env.SANDBOX_UPSTREAMS.split(',').includes('polyv')

/** Where the sandbox serves its pictures, while it stands in for the upstream. */
export const sandboxPictureOrigin: string | null = isSandboxed ? new URL(env.POLYV_API_BASE_URL).origin : null

/** Pictures may come from anywhere by https, and nothing else may come, run or be sent. */
export const picturePolicy: string = [
  "default-src 'none'",
  ['img-src https:', ...(sandboxPictureOrigin ? [sandboxPictureOrigin] : [])].join(' '),
  "style-src-attr 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')
