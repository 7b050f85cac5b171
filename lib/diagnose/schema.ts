import { z } from 'zod'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { appidPattern } from '@/lib/licensees/schema'

/** In the order they are asked; the first one that fails is the answer. */
export const checkNames = [
  'exists',
  'passed',
  'playable',
  'dramaGrant',
  'accountGrant',
  'copyright',
  'expiry',
  'category',
] as const
type CheckName = (typeof checkNames)[number]

/** `none`: not there, or does not apply, and nothing follows from it. `unknown`: it could not be found out. */
export type CheckStatus = 'passed' | 'failed' | 'none' | 'unknown'
export type Fixer = 'you' | 'partner' | 'wait'
export type Values = Record<string, string | number>

export type Check = {
  name: CheckName
  status: CheckStatus
  /** A sentence under `diagnose.detail`. */
  detail: string
  values: Values
}

export const answerKeys = [
  'plays',
  'undecided',
  'notFound',
  'inReview',
  'reviewFailed',
  'takenDown',
  'noGrant',
  'noGrantCategory',
  'noGrantRefused',
  'noGrantRunning',
  'lapsed',
  'categoryMissing',
] as const
export type AnswerKey = (typeof answerKeys)[number]

export type Ladder = {
  verdict: 'plays' | 'blocked' | 'undecided'
  answer: AnswerKey
  values: Values
  fixer: Fixer | null
  checks: Check[]
}

const cleaned = z.string().transform((text) => text.normalize('NFKC').replace(/[\s\u200b-\u200d\ufeff]/g, ''))

export const diagnoseQuery = z.object({
  appid: cleaned.transform((text) => text.toLowerCase()).pipe(z.string().regex(appidPattern)),
  drama: cleaned.pipe(z.string().regex(dramaIdPattern)),
})
