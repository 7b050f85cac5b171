import { Bone, TableSkeleton } from '@/components/ui/skeleton'

/** The explorer's own boxes: what is asked, how it lies in time, what it may be narrowed to, and the events. */
export default function Loading() {
  return (
    <>
      <div aria-hidden="true" className="explorer-head">
        <div className="explorer-title min-h-[34px]">
          <Bone width="64px" height={26} />
        </div>
        <div className="query-box">
          <Bone width="220px" />
        </div>
        <div className="h-[96px] pt-3">
          <Bone width="100%" height={72} />
        </div>
      </div>
      <div className="explorer-body">
        <div aria-hidden="true" className="facets grid content-start gap-3 max-desk:hidden">
          {['64px', '120px', '96px', '132px', '72px', '110px', '88px'].map((width) => (
            <Bone key={width} width={width} />
          ))}
        </div>
        <div className="explorer-rows">
          <div aria-hidden="true" className="explorer-tools" />
          <TableSkeleton rows={14} columns={4} />
        </div>
      </div>
    </>
  )
}
