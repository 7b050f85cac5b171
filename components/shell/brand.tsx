/** The mark is drawn, not a picture, so that it follows the theme. */
export function BrandMark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 26 26" width={size} height={size} className="shrink-0" aria-hidden="true">
      <rect x="1" y="1" width="24" height="24" rx="4.5" fill="var(--mark)" />
      <rect
        x="3"
        y="3"
        width="20"
        height="20"
        rx="3"
        fill="none"
        stroke="var(--mark-ink)"
        strokeOpacity=".5"
        strokeWidth=".8"
      />
      <text
        x="13"
        y="18.2"
        textAnchor="middle"
        fontSize="14.5"
        fontWeight="600"
        fill="var(--mark-ink)"
        fontFamily="var(--serif)"
      >
        钤
      </text>
    </svg>
  )
}

export function Brand() {
  return (
    <>
      <BrandMark />
      <span className="word">
        <b className="block font-serif text-[16px] leading-5 tracking-[.1em]" lang="zh-CN">
          钤印
        </b>
        <span className="block text-[11px] leading-[14px] tracking-[.02em] text-ink-3" lang="en">
          Countersign
        </span>
      </span>
    </>
  )
}
