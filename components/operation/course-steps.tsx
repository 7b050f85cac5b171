import clsx from 'clsx'
import { formatClock, formatDateTime } from '@/lib/format'

export type CourseStep = { at: string | null; text: string; isFinal?: boolean }

/** What happened, in order, on one line of time. */
export function CourseSteps({ steps }: { steps: readonly CourseStep[] }) {
  return (
    <ol>
      {steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of a course is its identity
          key={index}
          className="relative grid grid-cols-[58px_12px_1fr] gap-x-1.5 pb-[7px] text-12 before:absolute before:top-3 before:-bottom-1.5 before:left-[69.5px] before:border-l before:border-line last:before:hidden"
        >
          <time
            className="mono text-right text-ink-3"
            dateTime={step.at ?? undefined}
            title={step.at ? formatDateTime(step.at, 'milli') : undefined}
          >
            {step.at ? formatClock(step.at) : '—'}
          </time>
          <span
            className={clsx(
              'relative mx-0.5 my-1.5 size-[7px] rounded-full',
              step.isFinal ? 'bg-ink' : 'bg-surface shadow-[inset_0_0_0_1.5px_var(--ink-3)]',
            )}
            aria-hidden="true"
          />
          <span className={step.isFinal ? 'font-semibold' : ''}>{step.text}</span>
        </li>
      ))}
    </ol>
  )
}
