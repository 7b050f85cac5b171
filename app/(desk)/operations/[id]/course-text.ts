import type { useTranslations } from 'next-intl'
import type { CourseStep } from '@/components/operation/course-steps'
import { formatCount } from '@/lib/format'
import type { Course, OperationView } from '@/lib/operations/schema'
import { verdictKey } from '@/lib/operations/words-schema'

type Words = ReturnType<typeof useTranslations<'operations'>>

/** The steps an operation went through, in the order they happened. */
export function toCourseSteps(operation: OperationView, course: Course, t: Words): CourseStep[] {
  const steps: (CourseStep | null)[] = [
    { at: operation.createdAt, text: t('timeline.requested', { name: operation.actor.name }) },
    step(operation.startedAt, t('timeline.started')),
    step(course.cancelAskedAt, t('timeline.cancelAsked')),
    step(course.lastCallAt ?? course.firstCallAt, callsText(course, t)),
    step(course.lastReadAt, t('timeline.readBacks', { count: formatCount(course.readBack) })),
    course.reconciled > 0
      ? step(course.lastReadAt, t('timeline.reconciled', { count: formatCount(course.reconciled) }))
      : null,
    step(course.alarmAt, t('timeline.alarm')),
  ]
  const past = steps
    .filter((entry) => entry !== null)
    .sort((left, right) => Date.parse(left.at ?? '') - Date.parse(right.at ?? ''))
  return [
    ...past,
    operation.finishedAt
      ? {
          at: operation.finishedAt,
          text: t('timeline.finished', { verdict: t(`verdict.${verdictKey(operation)}`) }),
          isFinal: true,
        }
      : { at: null, text: t('timeline.open') },
  ]
}

const step = (at: string | null, text: string): CourseStep | null => (at === null ? null : { at, text })

const callsText = ({ calls, unanswered }: Course, t: Words): string =>
  unanswered > 0
    ? t('timeline.callsUnknown', { count: formatCount(calls), unknown: formatCount(unanswered) })
    : t('timeline.calls', { count: formatCount(calls) })
