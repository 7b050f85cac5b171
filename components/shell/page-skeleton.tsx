import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Bone } from '@/components/ui/skeleton'
import { PageBody } from './page-head'

const tabWidths = ['52px', '64px', '48px', '72px']

type PageSkeletonProps = {
  /** How many tabs stand on the line under the head. */
  tabs?: number
  /** How many buttons stand at the right of the title. */
  actions?: number
  ruled?: boolean
  /** A sentence opens the body. */
  lede?: boolean
  className?: string
  children?: ReactNode
}

/** The shape of a page while it is read: the same boxes as `PageHead` and `PageBody`, so that nothing moves afterwards. */
export function PageSkeleton({ tabs = 0, actions = 0, ruled, lede, className, children }: PageSkeletonProps) {
  return (
    <>
      <div aria-hidden="true" className={clsx('px-6 max-tablet:px-4', (ruled || tabs > 0) && 'border-b border-line')}>
        <div className="flex min-h-[54px] flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
          <Bone width="152px" height={26} />
          <Bone width="96px" />
          <div className="ml-auto flex flex-wrap items-center gap-2">
            {Array.from({ length: actions }, (_, action) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a placeholder has no identity
              <Bone key={action} width="84px" height={32} />
            ))}
          </div>
        </div>
        {tabs > 0 ? (
          <div className="-mb-px flex h-[35px] items-center gap-[18px]">
            {tabWidths.slice(0, tabs).map((width) => (
              <Bone key={width} width={width} />
            ))}
          </div>
        ) : null}
      </div>
      <PageBody className={className}>
        {lede ? (
          <div aria-hidden="true" className="mb-3 grid h-5 max-w-prose items-center">
            <Bone width="100%" />
          </div>
        ) : null}
        {children}
      </PageBody>
    </>
  )
}
