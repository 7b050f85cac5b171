import type { AppLocale } from '@/lib/i18n/locales'
import type { AuditAction } from './schema'
import { en } from './sentences-en'
import { zh } from './sentences-zh'

type Sentence = string

/** `{slot}` is filled by `describe`. An action without a sentence does not compile. */
export type Sentences = {
  done: Record<AuditAction, Sentence>
  /** The deed alone: a filter's choice, and what a refused attempt was after. */
  deed: Record<AuditAction, string>
  denied: Sentence
  deniedAnything: Sentence
  deedOnly: Sentence
  settled: Sentence
  item: Sentence
  call: Sentence
  drift: Sentence
  drifts: Record<string, Sentence>
  accountLevel: string
  panic: Sentence
  nobody: string
  permanent: string
  until: string
  dramas: string
  licensees: string
  refusals: Record<string, string>
  alarms: Record<string, string>
  reason: string
  counts: Record<string, string>
  changed: string
  interrupted: string
  systemNames: Record<string, string>
}

export const sentences: Record<AppLocale, Sentences> = { 'zh-CN': zh, en }
