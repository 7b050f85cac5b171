import type { useTranslations } from 'next-intl'
import type { CourseStep } from '@/components/operation/course-steps'
import { toCourseSteps } from '../../operations/[id]/course-text'
import type { LoadedEvent } from './load-event'

type Story = NonNullable<LoadedEvent['story']>

/** Slip, intent, calls, read-back, verdict: in the order they happened. */
export function toStorySteps(
  { operation, course, slip }: Story,
  t: ReturnType<typeof useTranslations<'operations'>>,
  tPage: ReturnType<typeof useTranslations<'eventPage'>>,
): CourseStep[] {
  const steps = toCourseSteps(operation, course, t)
  return slip ? [{ at: slip.startedAt, text: tPage('slip', { number: String(slip.number) }) }, ...steps] : steps
}
