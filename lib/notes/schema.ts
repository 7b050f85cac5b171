import { z } from 'zod'
import { countCodePoints } from '@/lib/format'

export const NOTE_LENGTH = 2_000
const TICKET_LENGTH = 60
const LABEL_LENGTH = 20
export const MOST_LABELS = 5

const noteSubjects = ['event', 'operation'] as const
export type NoteSubject = { type: (typeof noteSubjects)[number]; id: string }

const atMost = (length: number) => (text: string) => countCodePoints(text) <= length

export const noteInput = z.strictObject({
  subjectType: z.enum(noteSubjects),
  subjectId: z.uuid(),
  text: z.string().max(20_000, 'textLong').trim().min(1, 'textMissing').refine(atMost(NOTE_LENGTH), 'textLong'),
  ticket: z.string().max(1_000, 'ticketLong').trim().refine(atMost(TICKET_LENGTH), 'ticketLong').default(''),
  labels: z
    .array(z.string().max(200, 'labelLong').trim().min(1, 'labelLong').refine(atMost(LABEL_LENGTH), 'labelLong'))
    .max(MOST_LABELS, 'labelsMany')
    .default([]),
})

export type NoteView = {
  id: string
  /** ISO */
  at: string
  author: string
  text: string
  ticket: string | null
  labels: string[]
}

/** Words typed in one line as labels: parted by spaces or commas, each once. */
export const splitLabels = (line: string): string[] => [...new Set(line.split(/[\s,，、;；]+/u).filter(Boolean))]
