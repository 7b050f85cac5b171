import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

const SHAPE = /^[\w-]{43}$/

/** 256 bits. Whoever holds it may look; only its hash is kept. */
export const newShareToken = (): string => randomBytes(32).toString('base64url')
export const hashShareToken = (token: string): string => createHash('sha256').update(`share:${token}`).digest('hex')
export const isShareToken = (text: string): boolean => SHAPE.test(text)
